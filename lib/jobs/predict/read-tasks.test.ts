import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BundleError } from "@/lib/resgo/list-files";
import type { FrameToRead, Reader } from "@/lib/vlm/reading";
import { type ReadEvent, type ReadTasksOptions, readTasks } from "./read-tasks";
import { away, fakeClock, fakeLedger, fakeReader, fakeReading, fakeTasks } from "./testing";

const MINUTES = 60_000;

/** Runs the engine over some tasks, and gives all there is to know of it. */
async function run(count: number, reader: Reader, more: Partial<ReadTasksOptions> = {}) {
  const events: ReadEvent[] = [];
  const clock = fakeClock();
  const kept = fakeLedger();
  const end = await readTasks(fakeTasks(count), reader, kept.ledger, {
    concurrency: 8,
    patienceMs: 30 * MINUTES,
    graceMs: 0,
    prepare: async (task) => ({ bytes: await task.load(), mediaType: "image/jpeg", width: 100, height: 50 }),
    isAnswered: ({ raw }) => raw.turn1 !== null,
    known: null,
    stop: new AbortController().signal,
    clock,
    onEvent: (event) => events.push(event),
    ...more,
  });
  return { end, events, ...kept, waits: clock.waits };
}

const kinds = (events: readonly ReadEvent[], kind: ReadEvent["kind"]) =>
  events.filter((event) => event.kind === kind);
const refused = { ...fakeReading({ frame: 0 }), raw: { turn1: null, turn2: null }, error: "400: no." };

describe("readTasks", () => {
  test("reads every task once, so many at once and no more", async () => {
    const { reader, counts } = fakeReader();
    const { end, readings, records } = await run(100, reader);
    expect(end).toEqual({ kind: "done" });
    expect(readings.size).toBe(100);
    expect(records()).toBe(100);
    expect(counts).toEqual({ asked: 100, underWay: 0, most: 8 });
  });

  test("sends the picture and the frame's facts, and no more of the task", async () => {
    const sent: FrameToRead[] = [];
    const { reader } = fakeReader((frame) => {
      sent.push(frame);
      return fakeReading(frame);
    });
    await run(1, reader);
    expect(sent).toEqual([
      {
        video: "V1",
        frame: 0,
        width: 100,
        height: 50,
        referencePhase: "A",
        image: { bytes: Buffer.from("frame 0"), mediaType: "image/jpeg", width: 100, height: 50 },
      },
    ]);
  });

  test("keeps answers that could not be read as the answers they are", async () => {
    const { reader } = fakeReader((frame) => ({ ...fakeReading(frame), box: null, error: "No box." }));
    const { end, readings, failures } = await run(3, reader);
    expect(end.kind).toBe("done");
    expect([...readings.values()].map(({ error }) => error)).toEqual(["No box.", "No box.", "No box."]);
    expect(failures.size).toBe(0);
  });

  test("waits while the server is away, longer each time, and goes on where it was", async () => {
    // From the 20th request on it is away for 60 requests.
    const { reader } = fakeReader((frame, count) =>
      count >= 20 && count < 80 ? away() : fakeReading(frame),
    );
    const { end, readings, records, events, waits } = await run(100, reader, { patienceMs: 1e9 });
    expect(end.kind).toBe("done");
    expect([readings.size, records()]).toEqual([100, 100]);
    expect(waits.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
    expect(waits.at(-1)).toBe(60_000);
    expect(kinds(events, "back")).toHaveLength(1);
  });

  test("gives up when the server stays away, with everything kept that was read", async () => {
    const { reader } = fakeReader((frame, count) => (count > 20 ? away() : fakeReading(frame)));
    const { end, readings, failures, waits } = await run(100, reader, { patienceMs: 5 * MINUTES });
    expect(end).toEqual({ kind: "gave-up", why: "The server is away." });
    expect([readings.size, failures.size]).toEqual([20, 0]);
    expect(waits.reduce((a, b) => a + b)).toBe(5 * MINUTES);
  });

  test("waits for a server that is away from the first frame on", async () => {
    const { reader } = fakeReader((frame, count) => (count < 12 ? away() : fakeReading(frame)));
    const { end, readings, failures } = await run(3, reader);
    expect(end.kind).toBe("done");
    expect([readings.size, failures.size]).toEqual([3, 0]);
  });

  test("records a frame that the server fails on while it answers others, and waits for nothing", async () => {
    const { reader, counts } = fakeReader((frame) => (frame.frame % 10 === 3 ? away() : fakeReading(frame)));
    const { end, readings, failures, waits } = await run(40, reader);
    expect(end.kind).toBe("done");
    expect(readings.size).toBe(36);
    expect([...failures]).toEqual([3, 13, 23, 33].map((frame) => [frame, "The server is away."]));
    expect(waits).toEqual([]);
    // Twice for each of the four, and at most as often for a frame that is known to be answered.
    expect(counts.asked).toBeLessThanOrEqual(36 + 8 + 8);
  });

  test("knows a frame that is answered from an earlier start", async () => {
    const { reader } = fakeReader((frame) => (frame.frame === 0 ? away() : fakeReading(frame)));
    const { end, failures, waits } = await run(1, reader, { known: fakeTasks(2)[1]! });
    expect(end.kind).toBe("done");
    expect([failures.size, waits.length]).toEqual([1, 0]);
  });

  test("gives up on a frame that the server dies of", async () => {
    let asleep = 0;
    const { reader } = fakeReader((frame) => {
      if (frame.frame === 5) asleep = 3;
      return asleep-- > 0 ? away() : fakeReading(frame);
    });
    const { end, readings, failures } = await run(20, reader, { concurrency: 2 });
    expect(end.kind).toBe("done");
    expect([...failures.keys()]).toEqual([5]);
    expect(readings.size).toBe(19);
  });

  test("keeps refusals apart from answers, and stops when nothing but refusals come", async () => {
    const some = fakeReader((frame) => (frame.frame % 2 ? refused : fakeReading(frame)));
    const half = await run(60, some.reader);
    expect(half.end.kind).toBe("done");
    expect([half.readings.size, half.failures.size]).toEqual([30, 30]);
    const all = await run(200, fakeReader(() => refused).reader);
    expect(all.end).toEqual({
      kind: "gave-up",
      why: "The server refused 20 frames in a row. 400: no.",
    });
    expect(all.failures.size).toBeLessThan(30);
  });

  test("records a picture that is no good, and asks the server nothing about it", async () => {
    const { reader, counts } = fakeReader();
    const { end, failures } = await run(10, reader, {
      prepare: async ({ frame }) => {
        if (frame === 4) throw new BundleError("The picture is damaged.");
        return { bytes: Buffer.alloc(1), mediaType: "image/png", width: 1, height: 1 };
      },
    });
    expect(end.kind).toBe("done");
    expect([...failures]).toEqual([[4, "The picture is damaged."]]);
    expect(counts.asked).toBe(9);
  });

  test("ends when it is to stop: what is under way is let end or broken off, and nothing is begun", async () => {
    const stop = new AbortController();
    const { reader, counts } = fakeReader((frame) => {
      if (frame.frame !== 20) return fakeReading(frame);
      stop.abort();
      return new Promise(() => {});
    });
    const { end, readings, failures } = await run(100, reader, { stop: stop.signal });
    expect(end).toEqual({ kind: "stopped" });
    expect(failures.size).toBe(0);
    expect(readings.has(20)).toBe(false);
    expect(counts.underWay).toBe(0);
    expect(counts.asked).toBeLessThan(30);
  });

  test("ends when it is to stop while it waits for the server", async () => {
    const stop = new AbortController();
    const { reader } = fakeReader((frame, count) => (count > 4 ? away() : fakeReading(frame)));
    const { end } = await run(20, reader, {
      stop: stop.signal,
      onEvent: ({ kind }) => kind === "away" && stop.abort(),
    });
    expect(end).toEqual({ kind: "stopped" });
  });

  test("throws what the ledger throws, once nothing is under way any more", async () => {
    const { reader, counts } = fakeReader();
    const { ledger } = fakeLedger();
    const full = readTasks(
      fakeTasks(50),
      reader,
      {
        ...ledger,
        addReading: async () => {
          throw new Error("The disk is full.");
        },
      },
      {
        concurrency: 8,
        patienceMs: 0,
        graceMs: 0,
        prepare: async () => ({ bytes: Buffer.alloc(1), mediaType: "image/png", width: 1, height: 1 }),
        isAnswered: () => true,
        known: null,
        stop: new AbortController().signal,
        clock: fakeClock(),
      },
    );
    await expect(full).rejects.toThrow("The disk is full.");
    expect(counts.underWay).toBe(0);
    expect(counts.asked).toBeLessThan(20);
  });

  test("loses and doubles nothing, however the server comes and goes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 30 })), { maxLength: 4 }),
        async (count, concurrency, outages) => {
          const gone = (at: number) => outages.some(([from, length]) => at >= from && at < from + length);
          const { reader } = fakeReader((frame, at) => (gone(at) ? away() : fakeReading(frame)));
          const { end, readings, failures, records } = await run(count, reader, {
            concurrency,
            patienceMs: 1e9,
          });
          expect(end.kind).toBe("done");
          expect(records()).toBe(count);
          expect(readings.size + failures.size).toBe(count);
        },
      ),
    );
  });
});
