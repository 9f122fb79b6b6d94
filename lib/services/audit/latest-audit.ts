import type { Database } from "../../db/client";
import type { AuditEntry } from "../../domain/audit/views";
import { loadEvents } from "./parts/load-events";
import { toEntries } from "./parts/to-entries";

/** The latest entries of an institution's trail, answers left out: for pages of those who may see all of it. */
export async function latestAudit(
  db: Database,
  institutionId: string,
  limit: number,
): Promise<readonly AuditEntry[]> {
  const all = { institutionId, practice: false, actions: null, actors: null, subjects: null };
  const rows = await loadEvents(db, { ...all, from: null, until: null }, null, limit);
  return toEntries(db, institutionId, rows);
}
