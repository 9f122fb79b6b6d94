import { SealError } from "../../auth/sealed";
import type { Database } from "../../db/client";
import { bigint, integer, text, timestamp, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { lineOf } from "../../domain/audit/line";
import { waitBeforeNext } from "../../domain/audit/waiting";
import { t } from "../../language/t";
import { log } from "../../log";
import { type LinesTarget, type NotTaken, postLines } from "../../protocols/post-lines";
import { readTrail, WriterError } from "../audit/read-trail";
import { findEnabled } from "./open-connection";
import { openTrailTarget } from "./parts/trail-target";

const HOLD_MS = 90_000;

/** For so long one that was taken up to its end is left alone. */
const REST_MS = 2_000;

/** So long one is sent for, until another has its turn. */
const TURN_MS = 20_000;

const MOST = 500;

// Held for a time: a process that dies gives it to the next. Who is given it twice sends twice.
const claimFeed = statement({
  name: "claim-audit-feed",
  params: { now: timestamp, until: timestamp },
  row: { id: uuid, cursor: bigint, tries: integer },
  sql: `INSERT INTO audit_feed (connection_id, held_until)
    SELECT c.id, $until FROM connection c LEFT JOIN audit_feed f ON f.connection_id = c.id
    WHERE c.kind = 'audit' AND c.enabled_at IS NOT NULL AND (f.send_after IS NULL OR f.send_after <= $now)
      AND (f.held_until IS NULL OR f.held_until <= $now)
    ORDER BY f.send_after NULLS FIRST, c.id LIMIT 1
    ON CONFLICT (connection_id) DO UPDATE SET held_until = $until
      WHERE audit_feed.held_until IS NULL OR audit_feed.held_until <= $now
    RETURNING connection_id AS id, cursor, tries`,
});

const addedAt = statement({
  name: "audit-connection-added",
  params: { id: uuid },
  row: { at: timestamp },
  sql: "SELECT created_at AS at FROM connection WHERE id = $id",
});

// Of two that send by mistake at once, one moves it on.
const moveCursor = statement({
  name: "move-audit-cursor",
  params: { id: uuid, before: bigint, after: bigint, until: timestamp },
  sql: `UPDATE audit_feed SET cursor = $after, tries = 0, held_until = $until
    WHERE connection_id = $id AND cursor = $before`,
});

const releaseFeed = statement({
  name: "release-audit-feed",
  params: { id: uuid, tries: integer, sendAfter: timestamp },
  sql: "UPDATE audit_feed SET tries = $tries, send_after = $sendAfter, held_until = NULL WHERE connection_id = $id",
});

const noteTaken = statement({
  name: "note-audit-taken",
  params: { id: uuid, now: timestamp },
  sql: "UPDATE connection SET heard_at = $now, problem = NULL, problem_at = NULL WHERE id = $id",
});

const noteNotTaken = statement({
  name: "note-audit-not-taken",
  params: { id: uuid, problem: text, now: timestamp },
  sql: `UPDATE connection SET problem = $problem, problem_at = CASE WHEN problem = $problem THEN problem_at ELSE $now END
    WHERE id = $id`,
});

type Feed = RowOf<typeof claimFeed>;
type Post = typeof postLines;
type Sending = {
  readonly signal: AbortSignal;
  readonly clock?: () => Date;
  /** For tests. */
  readonly post?: Post;
};

/**
 * Hands the audit trail on to what connections name, each from where it was taken up to, until nothing is due or it is stopped.
 * Several processes may be at it.
 *
 * @returns how many events were taken
 */
export async function sendTrails(db: Database, sending: Sending): Promise<number> {
  const { signal, clock = () => new Date() } = sending;
  let taken = 0;
  while (!signal.aborted) {
    const feed = await db.find(claimFeed, { now: clock(), until: new Date(clock().getTime() + HOLD_MS) });
    if (!feed) break;
    taken += await sendOne(db, feed, sending);
  }
  return taken;
}

async function sendOne(
  db: Database,
  { id, cursor, tries }: Feed,
  { signal, clock = () => new Date(), post = postLines }: Sending,
): Promise<number> {
  const progress = { cursor, taken: 0 };
  const problem = await handOn(db, id, progress, { signal, clock, post });
  const now = clock();
  const failed = problem && (progress.taken > 0 ? 1 : tries + 1);
  const waitMs = problem ? waitBeforeNext(failed ?? 1, problem.retryAfterMs) : REST_MS;
  if (problem) {
    await db.run(noteNotTaken, { id, problem: problem.said, now });
    // Once for a row of failures.
    if (tries === 0) log().warn({ connection: id, waitMs, said: problem.said }, "The audit trail waits.");
  } else if (progress.taken > 0) await db.run(noteTaken, { id, now });
  await db.run(releaseFeed, { id, tries: failed ?? 0, sendAfter: new Date(now.getTime() + waitMs) });
  return progress.taken;
}

/** Sends what there is; null where all of it was taken, or its turn is over. */
async function handOn(
  db: Database,
  id: string,
  progress: { cursor: number; taken: number },
  { signal, clock, post }: Required<Sending>,
): Promise<NotTaken | null> {
  const connection = await findEnabled(db, id, "audit");
  if (!connection) return null;
  let target: LinesTarget;
  try {
    target = openTrailTarget(connection);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return {
      said: t`The secret that is kept here can’t be opened, as the server’s SECRETS_KEY is another one now: enter the secret again.`,
      retryAfterMs: null,
    };
  }
  const { settings, institutionId } = connection;
  const since = settings.backlog ? null : (await db.get(addedAt, { id })).at;
  const trail = { institutionId, since, answers: settings.answers };
  const over = clock().getTime() + TURN_MS;
  /** Whether it is still this process that sends. */
  const moveTo = async (after: number): Promise<boolean> => {
    const until = new Date(clock().getTime() + HOLD_MS);
    const moved = await db.run(moveCursor, { id, before: progress.cursor, after, until });
    progress.cursor = after;
    return moved > 0;
  };
  try {
    for await (const { events, cursor } of readTrail(db, trail, progress.cursor, { most: MOST, signal })) {
      const posted = events.length > 0 ? await post(target, events.map(lineOf)) : { taken: 0, problem: null };
      progress.taken += posted.taken;
      const reached = posted.problem === null ? cursor : events[posted.taken - 1]?.id;
      const isOurs = reached === undefined || (await moveTo(reached));
      if (posted.problem) return posted.problem;
      if (!isOurs || clock().getTime() > over) return null;
    }
    return null;
  } catch (error) {
    if (error instanceof WriterError) return { said: `${error.message}.`, retryAfterMs: null };
    throw error;
  }
}
