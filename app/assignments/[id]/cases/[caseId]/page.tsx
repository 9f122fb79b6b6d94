import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Player } from "@/components/quiz/player";
import { t } from "@/lib/language/t";
import { getAssignmentRun } from "@/lib/services/assignments/get-assignment-run";
import { found, signedIn } from "../../../../_server/signed-in";

export const metadata: Metadata = { title: t`Assignment` };

/** How many cases the player holds ready, the one on stage among them: enough for a while without a connection. */
const READY = 6;

export default async function AssignedCasePage({ params }: PageProps<"/assignments/[id]/cases/[caseId]">) {
  const { id, caseId } = await params;
  const ctx = await signedIn(`/assignments/${id}/cases/${caseId}`);
  const state = found(await getAssignmentRun(ctx, { id, caseId, limit: READY }));
  if (state.state !== "running") redirect(`/assignments/${id}`);
  const [initial, ...upcoming] = state.cases;
  // It is answered: the next one is shown under its own address.
  if (!initial || initial.id !== caseId) redirect(`/assignments/${id}/cases/${initial?.id}`);
  return (
    <Player
      initial={initial}
      mode={state.run.mode}
      upcoming={upcoming}
      userId={ctx.actor.id}
      assignment={state.run}
    />
  );
}
