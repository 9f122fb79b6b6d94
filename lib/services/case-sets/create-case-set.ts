import { randomUUID } from "node:crypto";
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

const sameSet = statement({
  name: "same-set",
  params: { id: uuid, authorId: uuid, name: text },
  row: { id: uuid },
  sql: "SELECT id FROM case_set WHERE id = $id AND author_id = $authorId AND name = $name",
});

/** Makes a set: a draft of the actor's. The same again, with the same id, makes no other. */
export async function createCaseSet(
  ctx: Context,
  input: Input<typeof newSetSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor } = ctx;
  if (!may(actor, "build-sets")) return notFound("page");
  const parsed = newSetSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { id = randomUUID(), rule, ...fields } = parsed.data;
  const findSame = () => ctx.db.find(sameSet, { id, authorId: actor.id, name: fields.name });
  const earlier = await findSame();
  if (earlier) return succeed(earlier);
  const made = await changeSets(ctx, async (tx) => {
    const family = await familyOf(tx, actor, fields.apartFrom);
    if (!family.ok) return family;
    return insertSet({ ...ctx, actor }, tx, { id, fields, rule, familyId: family.value });
  });
  // What stands against it may be this very request, sent twice and stored meanwhile.
  const same = made.ok ? null : await findSame();
  return same ? succeed(same) : made;
}

const ruleSchema = z.union([setRuleSchema, formsRuleSchema]);

const insertSetRow = statement({
  name: "insert-set",
  params: {
    id: uuid,
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
  sql: `INSERT INTO case_set
      (id, institution_id, name, description, purpose, shared, rule, family_id, author_id, created_at, updated_at)
    VALUES ($id, $institutionId, $name, $description, $purpose, $shared, $rule, $familyId, $authorId, $now, $now)`,
});

type NewSet = {
  readonly id: string;
  readonly fields: SetFields;
  readonly rule: z.infer<typeof ruleSchema> | null;
  readonly familyId: string | null;
};

/** Writes a new set with its cases and its audit row, unless it would share a video within its family. */
export async function insertSet(
  ctx: Context & { readonly actor: User },
  tx: Queryable,
  { id, fields, rule, familyId }: NewSet,
): Promise<Result<{ readonly id: string }>> {
  const { actor, now } = ctx;
  const { name, description, purpose, shared, caseIds } = fields;
  await tx.run(insertSetRow, {
    id,
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
