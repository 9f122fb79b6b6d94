import { z } from "zod";
import type { Database } from "@/lib/db/client";
import {
  bigint,
  jsonOf,
  nullable,
  text,
  texts,
  timestamp,
  uuid,
  uuids,
  type ValuesOf,
} from "@/lib/db/columns";
import { composed } from "@/lib/db/statement";
import type { AuditAction } from "@/lib/domain/audit/actions";
import type { AuditCursor } from "@/lib/domain/audit/filter";

const eventRow = {
  id: text,
  at: timestamp,
  actor_id: nullable(uuid),
  action: text,
  subject_id: nullable(text),
  detail: jsonOf(z.unknown()),
};

export type EventRow = ValuesOf<typeof eventRow>;

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
const RECORD = `e.action NOT IN ('attempt.lock', 'attempt.zone')`;
/** Saved at every stroke of a blind review: shown to those who ask for its group. */
const LOUD = `e.action <> 'judgement.save'`;

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
  const { events, values } = eventsOf(search, before, limit);
  return db.all(events, values);
}

/** Takes a parameter into a statement, and gives its place in the SQL. */
type Bind = (name: string, type: z.ZodType, value: unknown) => string;

/** The statement of `loadEvents`, with its values. */
export function eventsOf(search: EventSearch, before: AuditCursor | null, limit: number) {
  const params: Record<string, z.ZodType> = {};
  const values: Record<string, unknown> = {};
  const bind: Bind = (name, type, value) => {
    params[name] = type;
    values[name] = value;
    return `$${name}`;
  };
  const conditions = [`e.institution_id = ${bind("institutionId", uuid, search.institutionId)}`];
  if (search.from) conditions.push(`e.at >= ${bind("from", timestamp, search.from)}`);
  if (search.until) conditions.push(`e.at < ${bind("until", timestamp, search.until)}`);
  if (before) {
    const [at, id] = [bind("beforeAt", timestamp, before.at), bind("beforeId", bigint, Number(before.id))];
    conditions.push(`(e.at, e.id) < (${at}, ${id})`);
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
  const bySystem = actors?.includes("system") ? ` OR e.actor_id IS NULL` : "";
  if (actions && !practice && drive !== "action")
    conditions.push(`e.action = ANY(${bind("actions", texts, actions)})`);
  if (actors && drive === "subject") {
    conditions.push(`(e.actor_id = ANY(${bind("people", uuids, people)})${bySystem})`);
  }
  const select = (more: string): string =>
    `SELECT e.id, e.at, e.actor_id, e.action, e.subject_id, e.detail FROM audit_event e
     WHERE ${[...conditions, ...(more ? [more] : [])].join(" AND ")}
     ORDER BY e.at DESC, e.id DESC LIMIT ${limit}`;
  const from = {
    subject: () => perKey(bind("subjects", texts, subjects), select(`e.subject_id = k.key`)),
    actor: () =>
      [
        perKey(bind("people", uuids, people), select(`e.actor_id = k.key`)),
        ...(bySystem ? [`(${select(`e.actor_id IS NULL`)})`] : []),
      ].join(" UNION ALL "),
    action: () => perKey(bind("actions", texts, actions), select(`e.action = k.key`)),
    attempt: () => ofAttempts(conditions, bind, { people, subjects }),
  };
  const rows = drive ? from[drive]() : select("");
  const events = composed({
    name: "audit-events",
    params,
    row: eventRow,
    sql: `SELECT id::text, at, actor_id, action, subject_id, detail FROM (${rows}) AS found
      ORDER BY found.at DESC, found.id DESC LIMIT ${limit}`,
  });
  return { events, values };
}

const perKey = (keys: string, select: string): string =>
  `SELECT n.* FROM unnest(${keys}) AS k(key) CROSS JOIN LATERAL (${select}) AS n`;

/**
 * Answers are found by way of the attempts that they made, at whose moments their rows were written: an index of 20
 * million rows by reader would make storing each answer slower.
 */
function ofAttempts(
  conditions: readonly string[],
  bind: Bind,
  { people, subjects }: { people: readonly string[] | undefined; subjects: readonly string[] | null },
): string {
  const of: string[] = [];
  if (people) of.push(`t.user_id = ANY(${bind("people", uuids, people)})`);
  if (subjects) {
    const ids = bind("subjects", uuids, subjects);
    of.push(`(t.user_id = ANY(${ids}) OR t.id = ANY(${ids}))`);
  }
  return `SELECT e.id, e.at, e.actor_id, e.action, e.subject_id, e.detail FROM attempt t
    CROSS JOIN LATERAL (VALUES ('attempt.lock', t.locked_at), ('attempt.zone', t.zone_at),
      ('attempt.zone', nullif(t.last_at, t.zone_at))) AS step(action, at)
    JOIN audit_event e ON e.at = step.at AND e.subject_id = t.id::text AND e.action = step.action
    WHERE ${[...of, ...conditions].join(" AND ")}`;
}
