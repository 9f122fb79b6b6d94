import { afterAll, beforeAll, expect, test } from "vitest";
import type { TrailEvent } from "@/lib/domain/audit/line";
import { log } from "@/lib/log";
import type { ReadOn } from "@/lib/services/audit/follow-audit";
import { WriterError } from "@/lib/services/audit/read-trail";
import { follow } from "./follow";
import type { Output } from "./outputs";

const { level } = log();
beforeAll(() => {
  log().level = "silent";
});
afterAll(() => {
  log().level = level;
});

const event = (id: number): TrailEvent => ({
  id,
  at: new Date(0),
  institutionId: null,
  actorId: null,
  role: null,
  action: "user.add",
  subjectId: null,
  detail: {},
});

/** Events 1 … n, a few at a time; with a stretch without any at the end. */
const trailOf = (n: number, most: number): ReadOn =>
  async function* (after) {
    for (let from = after; from < n; from += most) {
      const events = Array.from({ length: Math.min(most, n - from) }, (_, at) => event(from + at + 1));
      yield { events, cursor: events.at(-1)!.id };
    }
    if (after < n + 5) yield { events: [], cursor: n + 5 };
  };

const idsIn = (lines: readonly string[]): number[] => lines.map((line) => Number(JSON.parse(line).id));

test("a thousand faults: no event is lost, each comes first in its order, and the cursor is never ahead", async () => {
  const stopping = new AbortController();
  const seen = new Set<number>();
  const firsts: number[] = [];
  let kept = 0;
  let faults = 0;
  let seed = 7;
  const chance = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const take = (lines: readonly string[]): void => {
    for (const id of idsIn(lines)) if (!seen.has(id)) firsts.push(id);
    for (const id of idsIn(lines)) seen.add(id);
  };
  const output: Output = async (lines) => {
    const drawn = chance();
    if (faults < 1_000 && drawn < 0.9) {
      faults += 1;
      // Refused; taken in part; taken, but the answer was lost.
      const taken = drawn < 0.3 ? 0 : drawn < 0.6 ? Math.floor(chance() * lines.length) : 0;
      take(drawn < 0.6 ? lines.slice(0, taken) : lines);
      return { taken, problem: { said: "no", retryAfterMs: null } };
    }
    take(lines);
    return { taken: lines.length, problem: null };
  };
  const n = 4_000;
  await follow({
    readOn: trailOf(n, 10),
    output,
    keep: async (cursor) => {
      for (let id = kept + 1; id <= Math.min(cursor, n); id++) expect(seen.has(id)).toBe(true);
      expect(cursor).toBeGreaterThanOrEqual(kept);
      kept = cursor;
    },
    after: 0,
    once: false,
    signal: stopping.signal,
    rest: async () => {
      if (kept === n + 5) stopping.abort();
    },
  });
  expect(faults).toBe(1_000);
  expect(firsts).toEqual(Array.from({ length: n }, (_, at) => at + 1));
});

test("waits longer from one failure to the next, as long as it was asked to, and not after a success", async () => {
  const stopping = new AbortController();
  const waits: number[] = [];
  const answers = [null, null, 20_000, "taken", null] as const;
  let at = 0;
  await follow({
    readOn: async function* (after) {
      yield { events: [event(after + 1)], cursor: after + 1 };
    },
    output: async (lines) => {
      const answer = answers[at++]!;
      return answer === "taken"
        ? { taken: lines.length, problem: null }
        : { taken: 0, problem: { said: "no", retryAfterMs: answer } };
    },
    keep: async () => {},
    after: 0,
    once: false,
    signal: stopping.signal,
    rest: async (ms) => {
      waits.push(ms);
      if (at === answers.length) stopping.abort();
    },
  });
  expect(waits).toEqual([1_000, 2_000, 20_000, 1_000, 1_000]);
});

test("once: what isn't taken ends it with why, and a writer that doesn't end too", async () => {
  const options = { keep: async () => {}, after: 0, once: true, signal: new AbortController().signal };
  const refusing: Output = async () => ({ taken: 0, problem: { said: "It refuses.", retryAfterMs: null } });
  await expect(follow({ ...options, readOn: trailOf(3, 2), output: refusing })).rejects.toThrow(
    "Not everything was taken. It refuses.",
  );
  // biome-ignore lint/correctness/useYield: it fails before it gives anything
  const stuck: ReadOn = async function* () {
    throw new WriterError([7]);
  };
  await expect(follow({ ...options, readOn: stuck, output: refusing })).rejects.toThrow(/Postgres .* 7/);
  const broken: Output = async () => {
    throw new Error("a bug");
  };
  await expect(follow({ ...options, readOn: trailOf(3, 2), output: broken })).rejects.toThrow("a bug");
});
