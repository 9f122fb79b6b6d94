import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { auditSet, changeSets } from "./change-sets";
import { freeSetName } from "./parts/free-set-name";
import { lockSets } from "./parts/lock-sets";

const copySet = statement({
  name: "copy-set",
  params: { setId: uuid, name: text, actorId: uuid, now: timestamp },
  row: { id: uuid },
  sql: `INSERT INTO case_set (institution_id, name, description, purpose, shared, rule, author_id, created_at, updated_at)
    SELECT institution_id, $name, description, purpose, shared, rule, $actorId, $now, $now
    FROM case_set WHERE id = $setId RETURNING id`,
});

const copyItems = statement({
  name: "copy-set-items",
  params: { from: uuid, to: uuid },
  sql: `INSERT INTO case_set_item (case_set_id, case_id, position)
    SELECT $to, case_id, position FROM case_set_item WHERE case_set_id = $from`,
});

/**
 * Copies a set: a draft of the actor's with the same cases. It is in no family, for it shares its videos with what it
 * was copied from.
 */
export async function copyCaseSet(ctx: Context, id: string): Promise<Result<{ readonly id: string }>> {
  const { actor, now } = ctx;
  const setId = z.uuid().safeParse(id);
  if (!may(actor, "build-sets") || !setId.success) return notFound("case set");
  return changeSets(ctx, async (tx) => {
    const set = (await lockSets(tx, actor, [setId.data])).get(setId.data);
    if (!set) return notFound("case set");
    const name = await freeSetName(tx, actor.institutionId, copyOf(originalOf(set.name).slice(0, 105)));
    const copy = await tx.get(copySet, { setId: set.id, name, actorId: actor.id, now });
    await tx.run(copyItems, { from: set.id, to: copy.id });
    await auditSet({ ...ctx, actor }, tx, "copy", copy.id, { of: set.id, name });
    return succeed(copy);
  });
}

const copyOf = (name: string): string => t`${name}, copy`;

/** The name that a copy's was made of, by this program in this language; any other name as it is. */
function originalOf(name: string): string {
  const [before = "", after = ""] = copyOf("\0").split("\0");
  const made = name.replace(/ \d+$/, "");
  const isCopy =
    made.startsWith(before) && made.endsWith(after) && made.length > before.length + after.length;
  return isCopy ? made.slice(before.length, made.length - after.length) : name;
}
