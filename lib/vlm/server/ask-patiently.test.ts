import { afterEach, describe, expect, it } from "vitest";
import { ServerUnavailable } from "../errors";
import { prepareReader } from "../prepare-reader";
import type { Reader, ReaderOptions } from "../reading";
import {
  frameToRead,
  hurriedPatience,
  meant,
  phasesOnly,
  readOptions,
  zonesOnly,
} from "../testing/read-options";
import type { Behaviour } from "../testing/stand-in-answers";
import {
  type StandIn,
  type StandInOptions,
  type StandInRequest,
  startStandIn,
} from "../testing/stand-in-server";
import type { Patience } from "./patience";

const signal = new AbortController().signal;
let standIn: StandIn;

afterEach(() => standIn.kill());

async function prepare(
  options: StandInOptions = {},
  other: Partial<ReaderOptions> = {},
  patience: Partial<Patience> = hurriedPatience(),
): Promise<Reader> {
  standIn = await startStandIn(options);
  return prepareReader(readOptions(standIn, other), signal, patience);
}

/** Short where silence is meant, and too long for a busy machine to reach where it is not. */
const timeoutFor = (behaviour: Behaviour): number => (behaviour === "silence" ? 1000 : 20_000);

describe("a server that fails", () => {
  const failing =
    (times: number, behaviour: Behaviour) =>
    ({ index }: StandInRequest): Behaviour =>
      index < times ? behaviour : "well";

  it.each<[string, Behaviour]>([
    ["429", { status: 429 }],
    ["500", { status: 500 }],
    ["503", { status: 503 }],
    ["408", { status: 408 }],
    ["409", { status: 409 }],
    ["a broken connection", "broken-connection"],
    ["a connection that breaks in mid-answer", "broken-body"],
    ["an answer that is not JSON", "not-json"],
    ["silence", "silence"],
  ])("for a while is asked again: %s", async (_, behaviour) => {
    const patience = hurriedPatience();
    const { read } = await prepare(
      { behave: failing(2, behaviour) },
      { timeoutMs: timeoutFor(behaviour) },
      patience,
    );
    const frame = frameToRead(1);
    expect(await read(frame, signal)).toMatchObject({ ...meant(frame), error: null });
    expect(patience.waits).toEqual([500, 1000]);
    expect(standIn.counts.questions).toBe(4);
  });

  it.each([
    ["seconds", () => "17", 17_000, 17_000],
    ["years", () => "99999999", 600_000, 600_000],
    ["a date", () => new Date(Date.now() + 60_000).toUTCString(), 55_000, 60_000],
  ])("is left alone for as long as it asks, in %s", async (_, retryAfter, least, most) => {
    const patience = { ...hurriedPatience(), awayMs: 5000 };
    const behave = ({ index }: StandInRequest): Behaviour =>
      index === 0 ? { status: 429, retryAfter: retryAfter() } : "well";
    const { read } = await prepare({ behave }, {}, patience);
    await read(frameToRead(1), signal);
    expect(patience.waits).toHaveLength(1);
    expect(patience.waits[0]).toBeGreaterThanOrEqual(least);
    expect(patience.waits[0]).toBeLessThanOrEqual(most);
  });

  it.each([400, 401, 404, 413, 422])("with %i is not asked again", async (status) => {
    const patience = hurriedPatience();
    const { read } = await prepare({ behave: zonesOnly({ status }) }, {}, patience);
    const frame = frameToRead(1);
    expect(await read(frame, signal)).toMatchObject({
      phase: meant(frame).phase,
      box: null,
      error: `Go Zone: the server answered ${status}: The stand-in was told to say so.`,
      raw: { turn2: null },
    });
    expect(patience.waits).toEqual([]);
    expect(standIn.counts.questions).toBe(2);
  });

  it.each<[string, Behaviour, number]>([
    ["500", { status: 500 }, 5],
    ["a broken connection", "broken-connection", 5],
    ["silence", "silence", 3],
  ])("over one frame alone loses that frame, not the run: %s", async (_, behaviour, tries) => {
    const { read } = await prepare({ behave: phasesOnly(behaviour) }, { timeoutMs: timeoutFor(behaviour) });
    expect(await read(frameToRead(1), signal)).toMatchObject({
      phase: null,
      box: null,
      error: expect.stringMatching(/^Phase: the (server|connection)/),
    });
    expect(standIn.counts.questions).toBe(tries);
  });

  it("over the only frame there is loses that frame too, however short patience is", async () => {
    const behave = phasesOnly({ status: 500 });
    const { read } = await prepare({ behave }, {}, { ...hurriedPatience(), awayMs: 1000 });
    expect(await read(frameToRead(1), signal)).toMatchObject({ error: expect.stringContaining("500") });
    expect(standIn.counts.questions).toBe(3);
  });

  it("for ever is unavailable in the end", async () => {
    const patience = hurriedPatience();
    const { read } = await prepare({}, {}, patience);
    await standIn.kill();
    await expect(read(frameToRead(1), signal)).rejects.toThrow(ServerUnavailable);
    const waited = patience.waits.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThanOrEqual(15 * 60_000);
    expect(Math.max(...patience.waits)).toBe(30_000);
  });

  it("to answer anything at all is unavailable too", async () => {
    let broken = false;
    const behave = (): Behaviour => (broken ? { status: 500 } : "well");
    const { read } = await prepare({ behave, behaveProbed: behave });
    broken = true;
    await expect(read(frameToRead(1), signal)).rejects.toThrow(
      /no answer for 900 s: the server answered 500/,
    );
  });

  it("and comes back goes on where it was", async () => {
    const patience = hurriedPatience(async () => {
      if (patience.waits.length === 3) await standIn.restart();
    });
    const { read } = await prepare({}, {}, patience);
    await standIn.kill();
    const frame = frameToRead(1);
    expect(await read(frame, signal)).toMatchObject({ ...meant(frame), error: null });
    expect(patience.waits).toEqual([500, 1000, 2000]);
  });
});

describe("a reading that is given up", () => {
  it("while it is answered throws the reason", async () => {
    const { read } = await prepare({ behave: () => "silence" });
    const stop = new AbortController();
    const reading = read(frameToRead(1), stop.signal);
    const reason = new Error("Ctrl-C");
    setTimeout(() => stop.abort(reason), 30);
    await expect(reading).rejects.toBe(reason);
  });

  it("while it waits throws the reason", async () => {
    const stop = new AbortController();
    const reason = new Error("Ctrl-C");
    const patience = hurriedPatience(() => stop.abort(reason));
    const { read } = await prepare({ behave: () => ({ status: 500 }) }, {}, patience);
    await expect(read(frameToRead(1), stop.signal)).rejects.toBe(reason);
    expect(standIn.counts.questions).toBe(1);
  });
});
