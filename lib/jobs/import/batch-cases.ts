import type { Database } from "@/lib/db/client";
import type { CasePlan } from "./plan-case";
import { type Target, writeCases } from "./write-cases";

/** Cases become visible in batches: no more than this many, and no later than this after the first. */
const BATCH_CASES = 200;
const BATCH_MS = 2_000;

/** Gathers cases whose pictures are stored, and writes them a batch at a time. */
export function startBatches(db: Database, target: Target, now: Date) {
  let batch: CasePlan[] = [];
  let since = 0;
  let writing = Promise.resolve();
  const flush = (): Promise<void> => {
    const full = batch;
    batch = [];
    writing = writing.then(() => writeCases(db, target, full, now));
    return writing;
  };
  return {
    async add(plan: CasePlan): Promise<void> {
      if (plan.fate === "unchanged") return;
      if (batch.length === 0) since = performance.now();
      batch.push(plan);
      if (batch.length >= BATCH_CASES || performance.now() - since > BATCH_MS) await flush();
    },
    end: flush,
  };
}
