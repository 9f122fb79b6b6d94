import { setTimeout as pause } from "node:timers/promises";
import { isUnreachable } from "@/lib/db/errors";
import { lineOf } from "@/lib/domain/audit/line";
import { waitBeforeNext } from "@/lib/domain/audit/waiting";
import { log } from "@/lib/log";
import type { NotTaken } from "@/lib/protocols/post-lines";
import type { ReadOn } from "@/lib/services/audit/follow-audit";
import { WriterError } from "@/lib/services/audit/read-trail";
import { CommandError } from "@/tooling/command-error";
import type { Output } from "./outputs";

type Following = {
  readonly readOn: ReadOn;
  readonly output: Output;
  /** Keeps the cursor. */
  readonly keep: (cursor: number) => Promise<void>;
  /** The cursor to begin after. */
  readonly after: number;
  /** Ends once everything that is there has been taken; what isn't taken then ends it too. */
  readonly once: boolean;
  readonly signal: AbortSignal;
  readonly rest?: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** How long it rests where there is nothing new. */
const REST_MS = 1_000;

const rested = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => {});

/**
 * Hands the trail on until it is stopped. The cursor follows what was taken, and nothing else: what becomes of an event that
 * was sent and not taken, or whose taking wasn't heard of, is that it is sent again.
 *
 * @throws CommandError with `once`, where something was not taken
 */
export async function follow(following: Following): Promise<void> {
  const { keep, once, signal, rest = rested } = following;
  let { after } = following;
  let tries = 0;
  let told: string | null = null;
  while (!signal.aborted) {
    const problem = await handOn(following, after, async (cursor) => {
      await keep(cursor);
      after = cursor;
      tries = 0;
    });
    if (once) {
      if (problem) throw new CommandError(`Not everything was taken. ${problem.said}`);
      return;
    }
    tries = problem ? tries + 1 : 0;
    const waitMs = problem ? waitBeforeNext(tries, problem.retryAfterMs) : REST_MS;
    // Once for a row of failures that are the same.
    if (problem && problem.said !== told) {
      log().warn({ cursor: after, waitMs, said: problem.said }, "The audit trail waits.");
    }
    if (!problem && told !== null) log().info({ cursor: after }, "The audit trail goes on.");
    told = problem?.said ?? null;
    await rest(waitMs, signal);
  }
}

/** Hands on what there is; null where all of it was taken. */
async function handOn(
  { readOn, output, signal }: Following,
  after: number,
  taken: (cursor: number) => Promise<void>,
): Promise<NotTaken | null> {
  try {
    for await (const { events, cursor } of readOn(after, signal)) {
      const posted = events.length > 0 ? await output(events.map(lineOf)) : { taken: 0, problem: null };
      if (posted.problem === null) await taken(cursor);
      else if (posted.taken > 0) await taken(events[posted.taken - 1]!.id);
      if (posted.problem) return posted.problem;
    }
    return null;
  } catch (error) {
    if (error instanceof WriterError) return { said: `${error.message}.`, retryAfterMs: null };
    if (isUnreachable(error)) return { said: "The database can’t be reached.", retryAfterMs: null };
    throw error;
  }
}
