import type { Metadata } from "next";
import { AuditView } from "@/components/audit/audit-view";
import { RefusedFilter } from "@/components/audit/refused-filter";
import { readAuditFilter } from "@/lib/domain/audit/filter";
import { t } from "@/lib/language/t";
import { listAudit } from "@/lib/services/audit/list-audit";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Audit trail` };

export default async function AuditTrailPage({ searchParams }: PageProps<"/audit">) {
  const query = await searchParams;
  const ctx = await signedIn("/audit");
  const filter = readAuditFilter(query);
  const page = await listAudit(ctx, filter, query.before);
  if (!page.ok && page.failure.code !== "not-found")
    return <RefusedFilter filter={filter} why={page.failure.detail} role={ctx.actor.role} />;
  return <AuditView page={found(page)} isFirst={query.before === undefined} />;
}
