import type { Database } from "../../db/client";
import type { AuditAction } from "../../domain/audit/actions";
import type { AuditCursor } from "../../domain/audit/filter";

export type EventRow = {
  id: string;
  at: Date;
  actor_id: string | null;
  action: string;
  subject_id: string | null;
  detail: unknown;
};

/** What is looked for, in ids; null where it doesn't matter. */
export type EventSearch = {
  readonly institutionId: string;
  /** Answers one by one; else everything but them. */
  readonly practice: boolean;
  readonly actions: readonly AuditAction[] | null;
  /** `system` stands for the system. */
  readonly actors: readonly string[] | null;
  readonly subjects: readonly string[] | null;
  readonly from: Date | null;
  /** Without it. */
  readonly until: Date | null;
};

/** As the partial indexes have it, word for word (migration 20261123230000_audit). */
const RECORD = "e.action NOT IN ('attempt.lock', 'attempt.zone')";
/** Saved at every stroke of a blind review: shown to those who ask for its group. */
const LOUD = "e.action <> 'judgement.save'";

/**
 * A page of the trail, newest first.
 *
 * Each key that is looked for (a subject, else a person, else an action) has its newest rows read from an index that
 * holds them in order, and these few are put together: it takes as long with millions of rows as with some.
 *
 * @param before the last row of the page before
 */
export async function loadEvents(
  db: Database,
  search: EventSearch,
  before: AuditCursor | null,
  limit: number,
): Promise<readonly EventRow[]> {
  const { text, values } = eventsQuery(search, before, limit);
  const { rows } = await db.pool.query<EventRow>(text, values);
  return rows;
}

/** The statement of `loadEvents`. */
export function eventsQuery(
  search: EventSearch,
  before: AuditCursor | null,
  limit: number,
): { text: string; values: unknown[] } {
  const values: unknown[] = [search.institutionId];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ["e.institution_id = $1"];
  if (search.from) conditions.push(`e.at >= ${bind(search.from)}`);
  if (search.until) conditions.push(`e.at < ${bind(search.until)}`);
  if (before) {
    const [at, id] = [bind(before.at), bind(String(before.id))];
    conditions.push(`(e.at, e.id) < (${at}::timestamptz, ${id}::bigint)`);
  }
  const { practice, actions, actors, subjects } = search;
  conditions.push(practice ? `NOT (${RECORD})` : RECORD);
  if (!practice && !actions) conditions.push(LOUD);
  const drive = practice
    ? actors || subjects
      ? "attempt"
      : null
    : subjects
      ? "subject"
      : actors
        ? "actor"
        : actions
          ? "action"
          : null;
  const people = actors?.filter((id) => id !== "system");
  const bySystem = actors?.includes("system") ? " OR e.actor_id IS NULL" : "";
  if (actions && !practice && drive !== "action") conditions.push(`e.action = ANY(${bind(actions)}::text[])`);
  if (actors && drive === "subject") {
    conditions.push(`(e.actor_id = ANY(${bind(people)}::uuid[])${bySystem})`);
  }
  const select = (more: string): string =>
    `SELECT e.id, e.at, e.actor_id, e.action, e.subject_id, e.detail FROM audit_event e
     WHERE ${[...conditions, ...(more ? [more] : [])].join(" AND ")}
     ORDER BY e.at DESC, e.id DESC LIMIT ${limit}`;
  const from = {
    subject: () => perKey(bind(subjects), "text", select("e.subject_id = k.key")),
    actor: () =>
      [
        perKey(bind(people), "uuid", select("e.actor_id = k.key")),
        ...(bySystem ? [`(${select("e.actor_id IS NULL")})`] : []),
      ].join(" UNION ALL "),
    action: () => perKey(bind(actions), "text", select("e.action = k.key")),
    attempt: () => ofAttempts(conditions, bind, { people, subjects }),
  };
  const rows = drive ? from[drive]() : select("");
  return {
    text: `SELECT id::text, at, actor_id, action, subject_id, detail FROM (${rows}) AS found
      ORDER BY found.at DESC, found.id DESC LIMIT ${limit}`,
    values,
  };
}

const perKey = (keys: string, type: string, select: string): string =>
  `SELECT n.* FROM unnest(${keys}::${type}[]) AS k(key) CROSS JOIN LATERAL (${select}) AS n`;

/**
 * Answers are found by way of the attempts that they made, at whose moments their rows were written: an index of 20
 * million rows by reader would make storing each answer slower.
 */
function ofAttempts(
  conditions: readonly string[],
  bind: (value: unknown) => string,
  { people, subjects }: { people: readonly string[] | undefined; subjects: readonly string[] | null },
): string {
  const of: string[] = [];
  if (people) of.push(`t.user_id = ANY(${bind(people)}::uuid[])`);
  if (subjects) {
    const ids = bind(subjects);
    of.push(`(t.user_id = ANY(${ids}::uuid[]) OR t.id = ANY(${ids}::uuid[]))`);
  }
  return `SELECT e.id, e.at, e.actor_id, e.action, e.subject_id, e.detail FROM attempt t
    CROSS JOIN LATERAL (VALUES ('attempt.lock', t.locked_at), ('attempt.zone', t.zone_at)) AS step(action, at)
    JOIN audit_event e ON e.at = step.at AND e.subject_id = t.id::text AND e.action = step.action
    WHERE ${[...of, ...conditions].join(" AND ")}`;
}
