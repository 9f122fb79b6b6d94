import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { audienceSchema, MOST_READERS } from "../../domain/assignments/input";
import { refusalWords } from "../../domain/assignments/refusal";
import { refusalOfLock } from "../../domain/assignments/schedule";
import type { Input } from "../../domain/view";
import { toSchedule } from "../../sql/schedule";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { giveToReaders } from "./parts/give-to-readers";
import { factsOf, lockAssignment } from "./parts/lock-assignment";
import { resolveAudience } from "./parts/resolve-audience";

const NOBODY = { extendedUntil: null, excusedAt: null, begunAt: null };

/** Gives an assignment that is there to more residents; those who have it already keep it as it is. */
export async function addReaders(
  ctx: Context,
  id: string,
  input: Input<typeof audienceSchema>,
): Promise<Result<{ readonly added: number }>> {
  const { actor, db, now } = ctx;
  const assignmentId = z.uuid().safeParse(id);
  if (!may(actor, "assign") || !assignmentId.success) return notFound("assignment");
  const parsed = audienceSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  return inTransaction(db, async (tx): Promise<Result<{ readonly added: number }>> => {
    const assignment = await lockAssignment(tx, actor, assignmentId.data);
    if (!assignment) return notFound("assignment");
    const refusal = refusalOfLock(toSchedule(assignment), NOBODY, now);
    if (refusal !== null && refusal !== "not-open") {
      return fail("conflict", `${refusalWords[refusal]} ${t`Move its closing before you add residents.`}`);
    }
    const members = await resolveAudience(tx, actor, parsed.data);
    if (members === null) return notFound("cohort or resident");
    const { id: givenId, caseIds } = assignment;
    const facts = factsOf(assignment, actor.timeZone);
    const given = { id: givenId, institutionId: actor.institutionId, facts, caseIds };
    if (members.length > MOST_READERS) {
      return fail(
        "invalid",
        `audience: ${t`an assignment has ${plural(MOST_READERS, "# resident", "# residents")} at most.`}`,
      );
    }
    const userIds = await giveToReaders(tx, given, members, now);
    if (userIds.length > 0) {
      const detail = { readers: userIds };
      const subject = assignment.id;
      await writeAudit(tx, { actor, now }, [{ action: "assignment.add-readers", subject, detail }]);
    }
    return succeed({ added: userIds.length });
  });
}
