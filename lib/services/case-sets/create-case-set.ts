import { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { boolean, jsonOf, nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import type { SetFields } from "../../domain/case-sets/case-set";
import { newSetSchema } from "../../domain/case-sets/input";
import { formsRuleSchema, setRuleSchema } from "../../domain/case-sets/rule";
import type { Input } from "../../domain/view";
import { setPurpose } from "../../sql/types";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { auditSet, changeSets } from "./change-sets";
import { familyOf, refuseSharedVideos } from "./parts/family";
import { writeItems } from "./parts/write-items";

/** Makes a set: a draft of the actor's. */
export async function createCaseSet(
  ctx: Context,
  input: Input<typeof newSetSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor } = ctx;
  if (!may(actor, "build-sets")) return notFound("page");
  const parsed = newSetSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { rule, ...fields } = parsed.data;
  return changeSets(ctx, async (tx) => {
    const family = await familyOf(tx, actor, fields.apartFrom);
    if (!family.ok) return family;
    return insertSet({ ...ctx, actor }, tx, { fields, rule, familyId: family.value });
  });
}

const ruleSchema = z.union([setRuleSchema, formsRuleSchema]);

const insertSetRow = statement({
  name: "insert-set",
  params: {
    institutionId: uuid,
    name: text,
    description: text,
    purpose: setPurpose,
    shared: boolean,
    rule: nullable(jsonOf(ruleSchema)),
    familyId: nullable(uuid),
    authorId: uuid,
    now: timestamp,
  },
  row: { id: uuid },
  sql: `INSERT INTO case_set
      (institution_id, name, description, purpose, shared, rule, family_id, author_id, created_at, updated_at)
    VALUES ($institutionId, $name, $description, $purpose, $shared, $rule, $familyId, $authorId, $now, $now)
    RETURNING id`,
});

type NewSet = {
  readonly fields: SetFields;
  readonly rule: z.infer<typeof ruleSchema> | null;
  readonly familyId: string | null;
};

/** Writes a new set with its cases and its audit row, unless it would share a video within its family. */
export async function insertSet(
  ctx: Context & { readonly actor: User },
  tx: Queryable,
  { fields, rule, familyId }: NewSet,
): Promise<Result<{ readonly id: string }>> {
  const { actor, now } = ctx;
  const { name, description, purpose, shared, caseIds } = fields;
  const { id } = await tx.get(insertSetRow, {
    institutionId: actor.institutionId,
    name,
    description,
    purpose,
    shared,
    rule,
    familyId,
    authorId: actor.id,
    now,
  });
  const written = await writeItems(tx, actor, id, caseIds);
  if (!written.ok) return written;
  const apart = await refuseSharedVideos(tx, familyId, id);
  if (!apart.ok) return apart;
  await auditSet(ctx, tx, "create", id, { name, purpose, shared, cases: caseIds.length, rule });
  return succeed({ id });
}
