import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../db/client";
import { countQueues, type Queues } from "../../services/health/count-queues";
import type { QueueState } from "./open-metrics";

/** However often it is asked, the database counts no more often. */
const KEPT_MS = 5_000;

/** A scrape that takes longer than this is given up by some. */
const WAIT_MS = 2_000;

/** Asks what waits in the database. @returns null where it doesn't say so in time */
export function queueAsker(db: () => Pick<Database, "get">): () => Promise<QueueState | null> {
  let asked: Promise<QueueState | null> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (!asked || performance.now() - askedAt > KEPT_MS) {
      askedAt = performance.now();
      asked = countQueues(db(), new Date()).then(toState, () => null);
    }
    const given = new AbortController();
    const late = sleep(WAIT_MS, null, { signal: given.signal }).catch(() => null);
    const state = await Promise.race([asked, late]);
    given.abort();
    return state;
  };
}

export function toState(queues: Queues): QueueState {
  const oldest = {
    mails: queues.mailsOldest,
    deliveries: queues.deliveriesOldest,
    uploads: queues.uploadsOldest,
    estimates: queues.estimatesBehind,
  };
  return {
    lengths: {
      mails: queues.mails,
      failed_mails: queues.failedMails,
      deliveries: queues.deliveries,
      failed_deliveries: queues.failedDeliveries,
      uploads: queues.uploads,
      uploads_running: queues.uploadsRunning,
      figures: queues.figures,
      figures_of_cases: queues.figuresOfCases,
      estimates: queues.estimates,
      late_answers: queues.lateAnswers,
    },
    oldestSeconds: Object.fromEntries(Object.entries(oldest).map(([name, seconds]) => [name, seconds ?? 0])),
  };
}
