import { redirect } from "next/navigation";
import { getAssignmentRun } from "@/lib/services/assignments/get-assignment-run";
import { found, signedIn } from "../../../_server/signed-in";
import { toStage } from "../../../_server/to-stage";

/** Opens the case of an assignment that comes next; where there is none, its page says why. */
export default async function AssignmentRunPage({ params }: PageProps<"/assignments/[id]/run">) {
  const { id } = await params;
  const ctx = await signedIn(`/assignments/${id}/run`);
  const run = found(await getAssignmentRun(ctx, { id, limit: 1 }));
  if (run.state !== "running") redirect(`/assignments/${id}`);
  return toStage(`/assignments/${id}/cases/${run.cases[0]!.id}`);
}
