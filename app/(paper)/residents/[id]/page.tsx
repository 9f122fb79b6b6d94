import type { Metadata } from "next";
import { Notes } from "@/components/packet/notes";
import { ResidentView } from "@/components/residents/resident-view";
import { t } from "@/lib/language/t";
import { getResident } from "@/lib/services/cohorts/get-resident";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Resident` };

export default async function ResidentPage({ params, searchParams }: PageProps<"/residents/[id]">) {
  const [{ id }, { weeks }] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/residents/${id}`);
  const resident = found(await getResident(ctx, { id, weeks }));
  const { notes, timeZone } = resident;
  return (
    <ResidentView
      resident={resident}
      notes={<Notes residentId={resident.id} notes={notes} timeZone={timeZone} />}
    />
  );
}
