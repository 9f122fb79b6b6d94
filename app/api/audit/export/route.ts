import { Readable } from "node:stream";
import { csvLine, csvStart } from "@/lib/documents/csv";
import { actionWords } from "@/lib/domain/audit/actions";
import { readAuditFilter } from "@/lib/domain/audit/filter";
import type { AuditEntry } from "@/lib/domain/audit/views";
import { exportAudit } from "@/lib/services/audit/export-audit";
import { withActor } from "../../_http/handle";
import { failureResponse } from "../../_http/problem";

const HEADER = ["id", "at", "actor_id", "actor", "action", "what", "subject_id", "subject", "detail"];

/** The audit trail as CSV, filtered as its page is by the same parameters, sent while it is read (docs/audit.md). */
export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const batches = await exportAudit(ctx, readAuditFilter(query));
    if (!batches.ok) return failureResponse(batches.failure);
    return new Response(Readable.toWeb(Readable.from(linesOf(batches.value))) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="calot-audit.csv"',
        "cache-control": "no-store",
      },
    });
  });
}

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
