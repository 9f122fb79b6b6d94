import { audit } from "@/lib/contract/audit";
import { readAuditFilter } from "@/lib/domain/audit/filter";
import { listAudit } from "@/lib/services/audit/list-audit";
import { serve } from "../_http/serve";

export const GET = serve(audit.list, (ctx, { query: { before, ...filter } }) =>
  listAudit(ctx, readAuditFilter(filter), before),
);
