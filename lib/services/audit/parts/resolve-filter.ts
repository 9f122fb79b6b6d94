import type { User } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { visibleGroups } from "@/lib/domain/audit/access";
import { AUDIT_GROUPS, actionsOf } from "@/lib/domain/audit/actions";
import type { AuditFilter, AuditNamed } from "@/lib/domain/audit/views";
import { momentOf } from "@/lib/domain/time/zoned-time";
import { plural, t } from "@/lib/language/t";
import { fail, type Result, succeed } from "../../result";
import { findNamed, MOST_NAMED } from "./find-named";
import type { EventSearch } from "./load-events";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A filter with its words found out. */
type Resolved = {
  readonly search: EventSearch;
  readonly who: readonly AuditNamed[] | null;
  readonly subject: readonly AuditNamed[] | null;
};

/** What a filter means for its actor: days in the institution's time zone, names as ids, and what the role may see. */
export async function resolveFilter(
  db: Database,
  actor: User,
  filter: AuditFilter,
): Promise<Result<Resolved>> {
  const visible = visibleGroups(actor.role);
  if (filter.group && !visible.includes(filter.group)) {
    return fail("forbidden", t`This part of the audit trail is the administrators’.`);
  }
  const [who, subject] = await Promise.all([
    filter.who === null || filter.who === "system"
      ? null
      : findNamed(db, actor.institutionId, filter.who, "people"),
    filter.subject === null ? null : findNamed(db, actor.institutionId, filter.subject, "all"),
  ]);
  if (Math.max(who?.length ?? 0, subject?.length ?? 0) > MOST_NAMED) {
    return fail(
      "invalid",
      t`More than ${plural(MOST_NAMED, "# name", "# names")} fit. Write more of the name.`,
    );
  }
  const practice = filter.group === "practice";
  const seesAll = visible.length === AUDIT_GROUPS.length;
  const actors = filter.who === "system" ? ["system"] : (who?.map(({ id }) => id) ?? null);
  const subjects = subject?.map(({ id }) => id) ?? null;
  const search: EventSearch = {
    institutionId: actor.institutionId,
    practice,
    actions: filter.group ? actionsOf([filter.group]) : seesAll ? null : actionsOf(visible),
    actors,
    subjects,
    from: filter.from ? startOfDay(filter.from, actor.timeZone) : null,
    until: filter.until ? startOfDay(dayAfter(filter.until), actor.timeZone) : null,
  };
  return succeed({ search, who, subject });
}

/** The first moment of a day; where the clocks skip midnight, the hour after. */
function startOfDay(day: string, timeZone: string): Date {
  return momentOf(`${day}T00:00`, timeZone) ?? momentOf(`${day}T01:00`, timeZone) ?? new Date(day);
}

const dayAfter = (day: string): string => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
