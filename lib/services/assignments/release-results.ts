import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { releasedMessage } from "../../domain/assignments/messages";
import { holdsBack } from "../../domain/assignments/schedule";
import { toSchedule } from "../../sql/schedule";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { tell } from "../notices/tell";
import { fail, notFound, type Result, succeed } from "../result";
import { tellHeldComments } from "../results/tell-held-comments";
import { assignmentHref } from "./parts/give-to-readers";
import { factsOf, lockAssignment, readersOf } from "./parts/lock-assignment";

/** What a reader is told of a release once, whether somebody or the clock makes it. */
export const releaseKey = (id: string, userId: string): string => `assignment.release ${id} ${userId}`;

const releaseNow = statement({
  name: "release-results",
  params: { assignmentId: uuid, now: timestamp },
  sql: "UPDATE assignment SET results_released_at = $now WHERE id = $assignmentId",
});

/**
 * Releases an assignment's results now, and tells its readers; where they are released, tells since when. It ends an exam: whoever answered later could know the
 * references.
 */
export async function releaseResults(
  ctx: Context,
  id: string,
): Promise<Result<{ readonly releasedAt: string }>> {
  const { actor, db, now } = ctx;
  const assignmentId = z.uuid().safeParse(id);
  if (!may(actor, "assign") || !assignmentId.success) return notFound("assignment");
  return inTransaction(db, async (tx): Promise<Result<{ readonly releasedAt: string }>> => {
    const assignment = await lockAssignment(tx, actor, assignmentId.data);
    if (!assignment) return notFound("assignment");
    if (assignment.opens_at > now) {
      return fail("conflict", t`The assignment is not open yet: there are no results to release.`);
    }
    // Released already, perhaps by this very request, sent twice.
    if (assignment.results_released_at !== null && !holdsBack(toSchedule(assignment), now)) {
      return succeed({ releasedAt: assignment.results_released_at.toISOString() });
    }
    await tx.run(releaseNow, { assignmentId: assignment.id, now });
    const userIds = await readersOf(tx, assignment.id);
    await markDue(tx, { userIds: null, caseIds: assignment.caseIds });
    const message = releasedMessage(factsOf(assignment, actor.timeZone));
    await tell(
      tx,
      userIds.map((userId) => ({ userId, message, key: releaseKey(assignment.id, userId) })),
      { kind: "assignment.release", href: assignmentHref(assignment.id), now },
    );
    const { id, name } = assignment;
    await tellHeldComments(tx, { id, name, href: assignmentHref(id) }, userIds, now);
    await writeAudit(tx, { actor, now }, [{ action: "assignment.release", subject: assignment.id }]);
    return succeed({ releasedAt: now.toISOString() });
  });
}
