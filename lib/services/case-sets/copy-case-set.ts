import type pg from "pg";
import { z } from "zod";
import { may } from "../../auth/policy";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { auditSet, changeSets } from "./change-sets";
import { lockSets } from "./lock-sets";

/**
 * Copies a set: a draft of the actor's with the same cases. It is in no family, for it shares its videos with what it
 * was copied from.
 */
export async function copyCaseSet(ctx: Context, id: unknown): Promise<Result<{ readonly id: string }>> {
  const { actor, now } = ctx;
  const setId = z.uuid().safeParse(id);
  if (!may(actor, "build-sets") || !setId.success) return notFound("case set");
  return changeSets(ctx, async (client) => {
    const set = (await lockSets(client, actor, [setId.data])).get(setId.data);
    if (!set) return notFound("case set");
    const name = await freeName(client, actor.institutionId, set.name);
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO case_set
         (institution_id, name, description, purpose, shared, rule, author_id, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $8) RETURNING id`,
      [
        actor.institutionId,
        name,
        set.description,
        set.purpose,
        set.shared,
        set.rule === null ? null : JSON.stringify(set.rule),
        actor.id,
        now,
      ],
    );
    const copy = rows[0]!.id;
    await client.query(
      `INSERT INTO case_set_item (case_set_id, case_id, position)
       SELECT $1, case_id, position FROM case_set_item WHERE case_set_id = $2`,
      [copy, set.id],
    );
    await auditSet({ ...ctx, actor }, client, "copy", copy, { of: set.id, name });
    return succeed({ id: copy });
  });
}

/** "Name, copy", or with a number where there is one already. */
async function freeName(client: pg.ClientBase, institutionId: string, name: string): Promise<string> {
  const base = `${name.replace(/, copy( \d+)?$/, "").slice(0, 105)}, copy`;
  const { rows } = await client.query<{ name: string }>(
    "SELECT name FROM case_set WHERE institution_id = $1 AND starts_with(name, $2)",
    [institutionId, base],
  );
  const taken = new Set(rows.map((row) => row.name));
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) if (!taken.has(`${base} ${number}`)) return `${base} ${number}`;
}
