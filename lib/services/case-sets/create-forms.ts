import { randomUUID } from "node:crypto";
import { may } from "../../auth/policy";
import { newFormsSchema } from "../../domain/case-sets/input";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { changeSets } from "./change-sets";
import { insertSet } from "./create-case-set";
import { familyOf, makeFamily } from "./parts/family";

/** Makes the sets that matching proposed: drafts of one family, which share no video, all of them or none. */
export async function createForms(
  ctx: Context,
  input: Input<typeof newFormsSchema>,
): Promise<Result<{ readonly ids: readonly string[] }>> {
  const { actor } = ctx;
  if (!may(actor, "build-sets")) return notFound("page");
  const parsed = newFormsSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { sets, shared, rule } = parsed.data;
  return changeSets(ctx, async (tx) => {
    const joined = await familyOf(tx, actor, rule.apartFrom);
    if (!joined.ok) return joined;
    const familyId = joined.value ?? (await makeFamily(tx, actor.institutionId));
    const ids: string[] = [];
    for (const set of sets) {
      const fields = { ...set, shared, description: "", apartFrom: null };
      const made = await insertSet({ ...ctx, actor }, tx, { id: randomUUID(), fields, rule, familyId });
      if (!made.ok) return made;
      ids.push(made.value.id);
    }
    return succeed({ ids });
  });
}
