import { readAuditFilter } from "@/lib/domain/audit/filter";
import { listAudit } from "@/lib/services/audit/list-audit";
import { respond, withActor } from "../_http/handle";

/** A page of the audit trail, newest first (docs/audit.md). */
export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    return respond(await listAudit(ctx, readAuditFilter(query), query.before));
  });
}
