import type { Metadata } from "next";
import { FacultyHomeView } from "@/components/home/faculty-home";
import { t } from "@/lib/language/t";
import { getFacultyHome } from "@/lib/services/homes/get-faculty-home";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Datasets` };

export default async function FacultyPage() {
  const ctx = await signedIn("/faculty");
  return <FacultyHomeView home={found(await getFacultyHome(ctx))} />;
}
