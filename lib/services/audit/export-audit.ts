import { may } from "../../auth/policy";
import type { AuditCursor } from "../../domain/audit/filter";
import type { AuditEntry, AuditFilter } from "../../domain/audit/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadEvents } from "./parts/load-events";
import { resolveFilter } from "./parts/resolve-filter";
import { toEntries } from "./parts/to-entries";
import { writeAudit } from "./write-audit";

const BATCH = 1_000;

/**
 * The entries that a filter finds, newest first, read in batches as they are taken. Written down itself, with the
 * filter, before the first of them is read.
 */
export async function exportAudit(
  { actor, db, now }: Context,
  filter: AuditFilter,
): Promise<Result<AsyncIterable<readonly AuditEntry[]>>> {
  if (!may(actor, "see-audit")) return notFound("page");
  const resolved = await resolveFilter(db, actor, filter);
  if (!resolved.ok) return resolved;
  const { search } = resolved.value;
  const { group, from, until } = filter;
  const detail = { group, from, until, who: search.actors, about: search.subjects };
  const known = Object.entries(detail).filter(([, value]) => value !== null);
  await writeAudit(db, { actor, now }, [
    { action: "audit.export", subject: null, detail: Object.fromEntries(known) },
  ]);
  async function* batches(institutionId: string): AsyncGenerator<readonly AuditEntry[]> {
    for (let before: AuditCursor | null = null; ; ) {
      const rows = await loadEvents(db, search, before, BATCH);
      if (rows.length > 0) yield await toEntries(db, institutionId, rows);
      const last = rows.at(-1);
      if (rows.length < BATCH || !last) return;
      before = { at: last.at, id: BigInt(last.id) };
    }
  }
  return succeed(batches(actor.institutionId));
}
