import type { Metadata } from "next";
import { AssignmentView, readersShown } from "@/components/assignments/assignment-view";
import { ReaderAssignmentView } from "@/components/assignments/reader-assignment";
import { may } from "@/lib/auth/policy";
import { t } from "@/lib/language/t";
import { getAssignment } from "@/lib/services/assignments/get-assignment";
import { getAssignmentChoices } from "@/lib/services/assignments/get-assignment-choices";
import { getReaderAssignment } from "@/lib/services/assignments/get-reader-assignment";
import { findUnfinished } from "@/lib/services/attempts/find-unfinished";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Assignment` };

export default async function AssignmentPage({ params, searchParams }: PageProps<"/assignments/[id]">) {
  const [{ id }, { show }] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/assignments/${id}`);
  const userId = ctx.actor.id;
  const clock = { timeZone: ctx.actor.timeZone, now: ctx.now.toISOString() };
  if (may(ctx.actor, "assign")) {
    const [assignment, choices] = await Promise.all([getAssignment(ctx, id), getAssignmentChoices(ctx)]);
    return (
      <AssignmentView
        assignment={found(assignment)}
        choices={found(choices)}
        show={readersShown(show)}
        {...clock}
      />
    );
  }
  const [assignment, unfinished] = await Promise.all([getReaderAssignment(ctx, id), findUnfinished(ctx)]);
  return (
    <ReaderAssignmentView
      assignment={found(assignment)}
      unfinished={found(unfinished)}
      userId={userId}
      {...clock}
    />
  );
}
