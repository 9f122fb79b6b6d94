import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { MOST_SET_CASES } from "../../domain/case-sets/case-set";
import { addedCasesSchema } from "../../domain/case-sets/input";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { auditSet, changeSets } from "./change-sets";
import { refuseSharedVideos } from "./parts/family";
import { lockSets, touchSet } from "./parts/lock-sets";
import { mayChange, refuseFixed } from "./parts/may-change";
import { writeItems } from "./parts/write-items";

const casesOfSet = statement({
  name: "set-case-ids",
  params: { setId: uuid },
  row: { case_id: uuid },
  sql: "SELECT case_id FROM case_set_item WHERE case_set_id = $setId ORDER BY position",
});

/** Puts cases at the end of a draft; those that stand in it already stay where they are. */
export async function addCases(
  ctx: Context,
  id: string,
  input: Input<typeof addedCasesSchema>,
): Promise<Result<{ readonly name: string; readonly added: number; readonly cases: number }>> {
  const { actor } = ctx;
  const setId = z.uuid().safeParse(id);
  if (!may(actor, "build-sets") || !setId.success) return notFound("case set");
  const parsed = addedCasesSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  return changeSets(ctx, async (tx) => {
    const set = (await lockSets(tx, actor, [setId.data])).get(setId.data);
    if (!set || !mayChange(actor, set.author_id)) return notFound("case set of yours");
    const fixed = refuseFixed(set);
    if (fixed) return fixed;
    const before = (await tx.all(casesOfSet, { setId: set.id })).map((row) => row.case_id);
    const added = parsed.data.caseIds.filter((caseId) => !before.includes(caseId));
    const after = [...before, ...added];
    if (after.length > MOST_SET_CASES)
      return fail("conflict", t`A set has ${plural(MOST_SET_CASES, "# case", "# cases")} at most.`);
    const written = await writeItems(tx, actor, set.id, after);
    if (!written.ok) return written;
    const apart = await refuseSharedVideos(tx, set.family_id, set.id);
    if (!apart.ok) return apart;
    await touchSet(tx, set, ctx.now);
    await auditSet({ ...ctx, actor }, tx, "update", set.id, { added: added.length, cases: after.length });
    return succeed({ name: set.name, added: added.length, cases: after.length });
  });
}
