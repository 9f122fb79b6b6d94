import { visibleGroups } from "@/lib/domain/audit/access";
import type { AuditFilter } from "@/lib/domain/audit/views";
import type { Role } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { PageHeading } from "../ui/page-heading";
import { AuditFilters } from "./audit-filters";

/** A filter that can't be looked for, and why; to be mended. */
export function RefusedFilter({ filter, why, role }: { filter: AuditFilter; why: string; role: Role }) {
  return (
    <>
      <PageHeading title={t`Audit trail`} />
      <AuditFilters filter={filter} groups={visibleGroups(role)} who={null} subject={null} />
      <p role="alert">{why}</p>
    </>
  );
}
