import type { Database } from "@/lib/db/client";
import { readDetail, textsIn } from "@/lib/domain/audit/detail";
import type { AuditEntry } from "@/lib/domain/audit/views";
import { namesOf } from "./find-named";
import type { EventRow } from "./load-events";

/** Rows of the trail for people: with the names that those in them have today. */
export async function toEntries(
  db: Database,
  institutionId: string,
  rows: readonly EventRow[],
): Promise<readonly AuditEntry[]> {
  const ids = rows.flatMap(({ actor_id, subject_id, detail }) => [actor_id, subject_id, ...textsIn(detail)]);
  const names = await namesOf(
    db,
    institutionId,
    ids.filter((id) => id !== null),
  );
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    who: { id: row.actor_id, name: row.actor_id && (names.get(row.actor_id) ?? null) },
    action: row.action,
    subject: row.subject_id === null ? null : { id: row.subject_id, name: names.get(row.subject_id) ?? null },
    detail: readDetail(row.detail, names),
  }));
}
