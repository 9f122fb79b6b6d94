import { audit } from "@/lib/contract/audit";
import { csvLine, csvStart } from "@/lib/documents/csv";
import { actionWords } from "@/lib/domain/audit/actions";
import { readAuditFilter } from "@/lib/domain/audit/filter";
import type { AuditEntry } from "@/lib/domain/audit/views";
import { exportAudit } from "@/lib/services/audit/export-audit";
import { succeed } from "@/lib/services/result";
import { serve } from "../../_http/serve";

const HEADER = ["id", "at", "actor_id", "actor", "action", "what", "subject_id", "subject", "detail"];

/** The audit trail as CSV, filtered as its page is by the same parameters, sent while it is read (docs/audit.md). */
export const GET = serve(audit.export, async (ctx, { query }) => {
  const batches = await exportAudit(ctx, readAuditFilter(query));
  if (!batches.ok) return batches;
  return succeed({ body: linesOf(batches.value), type: "text/csv", name: "calot-audit.csv" });
});

async function* linesOf(batches: AsyncIterable<readonly AuditEntry[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvStart(HEADER));
  for await (const entries of batches) yield encoder.encode(entries.map(lineOf).join(""));
}

function lineOf({ id, at, who, action, subject, detail }: AuditEntry): string {
  const more = detail.map(({ label, value }) => `${label}: ${value}`).join("; ");
  return csvLine([
    id,
    at,
    who.id,
    who.name,
    action,
    actionWords(action),
    subject?.id ?? null,
    subject?.name ?? null,
    more,
  ]);
}
