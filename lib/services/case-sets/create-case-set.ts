import type pg from "pg";
import type { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { SetFields } from "../../domain/case-sets/case-set";
import { newSetSchema } from "../../domain/case-sets/input";
import type { formsRuleSchema, setRuleSchema } from "../../domain/case-sets/rule";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { auditSet, changeSets } from "./change-sets";
import { familyOf, refuseSharedVideos } from "./family";
import { writeItems } from "./write-items";

/** Makes a set: a draft of the actor's. */
export async function createCaseSet(ctx: Context, input: unknown): Promise<Result<{ readonly id: string }>> {
  const { actor } = ctx;
  if (!may(actor, "build-sets")) return notFound("page");
  const parsed = newSetSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { rule, ...fields } = parsed.data;
  return changeSets(ctx, async (client) => {
    const family = await familyOf(client, actor, fields.apartFrom);
    if (!family.ok) return family;
    return insertSet({ ...ctx, actor }, client, { fields, rule, familyId: family.value });
  });
}

type NewSet = {
  readonly fields: SetFields;
  readonly rule: z.infer<typeof setRuleSchema> | z.infer<typeof formsRuleSchema> | null;
  readonly familyId: string | null;
};

/** Writes a new set with its cases and its audit row, unless it would share a video within its family. */
export async function insertSet(
  ctx: Context & { readonly actor: User },
  client: pg.ClientBase,
  { fields, rule, familyId }: NewSet,
): Promise<Result<{ readonly id: string }>> {
  const { actor, now } = ctx;
  const { name, description, purpose, shared, caseIds } = fields;
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO case_set
       (institution_id, name, description, purpose, shared, rule, family_id, author_id, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $9) RETURNING id`,
    [
      actor.institutionId,
      name,
      description,
      purpose,
      shared,
      rule && JSON.stringify(rule),
      familyId,
      actor.id,
      now,
    ],
  );
  const { id } = rows[0]!;
  const written = await writeItems(client, actor, id, caseIds);
  if (!written.ok) return written;
  const apart = await refuseSharedVideos(client, familyId, id);
  if (!apart.ok) return apart;
  await auditSet(ctx, client, "create", id, { name, purpose, shared, cases: caseIds.length, rule });
  return succeed({ id });
}
