import type { Metadata } from "next";
import { NewAssignmentView } from "@/components/assignments/new-assignment";
import { t } from "@/lib/language/t";
import { getAssignmentChoices } from "@/lib/services/assignments/get-assignment-choices";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`New assignment` };

export default async function NewAssignmentPage({ searchParams }: PageProps<"/assignments/new">) {
  const query = await searchParams;
  const ctx = await signedIn("/assignments/new");
  return (
    <NewAssignmentView
      choices={found(await getAssignmentChoices(ctx))}
      setId={typeof query.set === "string" ? query.set : null}
      timeZone={ctx.actor.timeZone}
      now={ctx.now.toISOString()}
    />
  );
}
