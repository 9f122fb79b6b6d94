import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import {
  bigint,
  boolean,
  certain,
  integer,
  integers,
  jsonOf,
  nullable,
  text,
  texts,
  timestamp,
  uuid,
} from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import type { TrailEvent } from "@/lib/domain/audit/line";
import { role } from "@/lib/sql/types";

/** What of the trail is followed. */
export type Trail = {
  /** Null: of every institution, and what concerns none. */
  readonly institutionId: string | null;
  /** What happened before is left out; null: nothing is. */
  readonly since: Date | null;
  /** With answers, one by one. */
  readonly answers: boolean;
};

/** Events in the order of their ids, and up to where they are all there are: the cursor to go on from. */
export type Stretch = { readonly events: readonly TrailEvent[]; readonly cursor: number };

/** Ids that are looked through at once: where nothing among them is asked for, a statement still ends soon. */
const WINDOW = 20_000;

/** How long writers are waited for, and how often it is looked whether they have ended. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 50;

/**
 * Who writes to the trail: an id is taken under this lock, which lasts until its transaction has ended and others see what it
 * wrote.
 */
const writers = `pg_locks l
    WHERE l.locktype = 'relation' AND l.relation = 'audit_event'::regclass
      AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
      AND l.mode = 'RowExclusiveLock' AND l.granted`;

// The snapshot is older than the look at the locks: whoever holds an id below the newest is among those who are found.
const trailHead = statement({
  name: "trail-head",
  params: {},
  row: { newest: certain(bigint), writers: certain(texts) },
  sql: `SELECT coalesce((SELECT max(id) FROM audit_event), 0) AS newest,
      ARRAY(SELECT l.virtualtransaction FROM ${writers}) AS writers`,
});

const writersLeft = statement({
  name: "trail-writers-left",
  params: { writers: texts },
  row: { pids: certain(integers) },
  sql: `SELECT ARRAY(SELECT l.pid FROM ${writers} AND l.virtualtransaction = ANY($writers)) AS pids`,
});

const trailEvents = statement({
  name: "trail-events",
  params: {
    after: bigint,
    until: bigint,
    institutionId: nullable(uuid),
    since: nullable(timestamp),
    answers: boolean,
    most: integer,
  },
  row: {
    id: bigint,
    at: timestamp,
    institutionId: nullable(uuid),
    actorId: nullable(uuid),
    role: nullable(role),
    action: text,
    subjectId: nullable(text),
    detail: jsonOf(z.unknown()),
  },
  sql: `SELECT e.id, e.at, e.institution_id AS "institutionId", e.actor_id AS "actorId", u.role, e.action,
      e.subject_id AS "subjectId", e.detail
    FROM audit_event e LEFT JOIN "user" u ON u.id = e.actor_id
    WHERE e.id > $after AND e.id <= $until
      AND ($institutionId IS NULL OR e.institution_id = $institutionId)
      AND ($since IS NULL OR e.at >= $since)
      AND ($answers OR e.action NOT IN ('attempt.lock', 'attempt.zone'))
    ORDER BY e.id LIMIT $most`,
});

/** The trail's head can't be told: a transaction writes to it and doesn't end. */
export class WriterError extends Error {
  constructor(readonly pids: readonly number[]) {
    super(`Processes of Postgres that write to the trail and do not end: ${pids.join(", ")}`);
  }
}

/**
 * The id up to which nothing will be added any more. Ids are taken in one order and seen in another: a transaction that has
 * taken one and goes on is waited for.
 *
 * @throws WriterError where one doesn't end within five seconds
 */
async function settledHead(db: Database, after: number, patienceMs: number): Promise<number> {
  const head = await db.get(trailHead);
  if (head.newest <= after || head.writers.length === 0) return head.newest;
  for (let waited = 0; ; waited += LOOK_MS) {
    const { pids } = await db.get(writersLeft, { writers: head.writers });
    if (pids.length === 0) return head.newest;
    if (waited >= patienceMs) throw new WriterError(pids);
    await pause(LOOK_MS);
  }
}

type Reading = {
  /** Events at a time, at most. */
  readonly most: number;
  readonly signal: AbortSignal;
  readonly patienceMs?: number;
};

/**
 * What of the trail comes after a cursor, up to how it stands when it is asked for. None is left out: not those either that
 * are written before others and seen after them. The last stretch may have no events.
 *
 * @throws WriterError
 */
export async function* readTrail(
  db: Database,
  { institutionId, since, answers }: Trail,
  after: number,
  { most, signal, patienceMs = PATIENCE_MS }: Reading,
): AsyncGenerator<Stretch> {
  const head = await settledHead(db, after, patienceMs);
  let cursor = after;
  while (cursor < head && !signal.aborted) {
    const until = Math.min(head, cursor + WINDOW);
    const events = await db.all(trailEvents, { after: cursor, until, institutionId, since, answers, most });
    cursor = events.length === most ? events.at(-1)!.id : until;
    if (events.length > 0 || cursor === head) yield { events, cursor };
  }
}
