import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { savedFieldsSchema } from "../../domain/case-sets/input";
import type { SavedSet } from "../../domain/case-sets/views";
import type { Input } from "../../domain/view";
import { setPurpose } from "../../sql/types";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { auditSet, changeSets } from "./change-sets";
import { familyOf, refuseSharedVideos } from "./parts/family";
import { laterThan, lockSets } from "./parts/lock-sets";
import { mayChange, refuseFixed } from "./parts/may-change";
import { writeItems } from "./parts/write-items";

const setFieldsOf = statement({
  name: "set-fields-of-set",
  params: {
    setId: uuid,
    name: text,
    description: text,
    purpose: setPurpose,
    shared: boolean,
    familyId: nullable(uuid),
    savedAt: timestamp,
  },
  sql: `UPDATE case_set SET name = $name, description = $description, purpose = $purpose, shared = $shared,
      family_id = $familyId, updated_at = $savedAt
    WHERE id = $setId`,
});

/**
 * Stores a draft as it stands in the builder: its fields, its cases and their order. Where somebody else has changed it
 * since it was read, nothing is stored and the answer says so.
 */
export async function saveCaseSet(
  ctx: Context,
  id: string,
  input: Input<typeof savedFieldsSchema>,
): Promise<Result<SavedSet>> {
  const { actor, now } = ctx;
  const setId = z.uuid().safeParse(id);
  if (!may(actor, "build-sets") || !setId.success) return notFound("case set");
  const parsed = savedFieldsSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { name, description, purpose, shared, caseIds, apartFrom, updatedAt } = parsed.data;
  if (apartFrom === setId.data) return fail("invalid", t`A set can’t be kept apart from itself.`);
  return changeSets(ctx, async (tx): Promise<Result<SavedSet>> => {
    const held = await lockSets(tx, actor, apartFrom ? [setId.data, apartFrom] : [setId.data]);
    const set = held.get(setId.data);
    if (!set) return notFound("case set");
    if (!mayChange(actor, set.author_id)) {
      return fail(
        "forbidden",
        t`Only its author, a director or an administrator changes this set. Copy it instead.`,
      );
    }
    const fixed = refuseFixed(set);
    if (fixed) return fixed;
    if (set.updated_at.getTime() !== new Date(updatedAt).getTime()) {
      return succeed({ saved: false, updatedAt: set.updated_at.toISOString() });
    }
    const family = await familyOf(tx, actor, apartFrom);
    if (!family.ok) return family;
    const savedAt = laterThan(set.updated_at, now);
    const fields = { name, description, purpose, shared };
    await tx.run(setFieldsOf, { ...fields, setId: set.id, familyId: family.value, savedAt });
    const written = await writeItems(tx, actor, set.id, caseIds);
    if (!written.ok) return written;
    const apart = await refuseSharedVideos(tx, family.value, set.id);
    if (!apart.ok) return apart;
    await auditSet({ ...ctx, actor }, tx, "update", set.id, {
      name,
      purpose,
      shared,
      cases: caseIds.length,
    });
    return succeed({ saved: true, updatedAt: savedAt.toISOString() });
  });
}
