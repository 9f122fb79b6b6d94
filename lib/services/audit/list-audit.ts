import { isOneAddressForAll } from "../../auth/one-address";
import { may } from "../../auth/policy";
import { auditWeaknesses } from "../../db/audit-weaknesses";
import { visibleGroups } from "../../domain/audit/access";
import { readCursor, writeCursor } from "../../domain/audit/filter";
import type { AuditFilter, AuditPage } from "../../domain/audit/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { auditView } from "./audit-view";
import { loadEvents } from "./parts/load-events";
import { resolveFilter } from "./parts/resolve-filter";
import { toEntries } from "./parts/to-entries";

const PAGE = 50;

/**
 * A page of the audit trail of the actor's institution, newest first: all of it for admins, for directors what
 * lib/domain/audit/access.ts says. That they looked is written down too.
 *
 * @param before where the page begins, as the page before said; anything else is the beginning
 */
export async function listAudit(
  ctx: Context,
  filter: AuditFilter,
  before: string | readonly string[] | null = null,
): Promise<Result<AuditPage>> {
  const { actor, db } = ctx;
  if (!may(actor, "see-audit")) return notFound("page");
  const resolved = await resolveFilter(db, actor, filter);
  if (!resolved.ok) return resolved;
  const { search, who, subject } = resolved.value;
  const [rows, weaknesses, oneAddress] = await Promise.all([
    loadEvents(db, search, readCursor(before), PAGE + 1),
    auditWeaknesses(db),
    isOneAddressForAll(db, ctx.now),
  ]);
  await auditView(ctx, "audit.view", null);
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return succeed({
    timeZone: actor.timeZone,
    filter,
    entries: await toEntries(db, actor.institutionId, shown),
    next: rows.length > PAGE && last ? writeCursor({ at: last.at, id: BigInt(last.id) }) : null,
    groups: visibleGroups(actor.role),
    who,
    subject,
    weaknesses,
    oneAddress,
  });
}
