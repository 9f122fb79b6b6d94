import { afterEach, describe, expect, it } from "vitest";
import { prepareReader } from "../prepare-reader";
import { frameToRead, readOptions } from "./read-options";
import { type StandIn, startStandIn } from "./stand-in-server";

const signal = new AbortController().signal;
let standIn: StandIn;

afterEach(() => standIn.kill());

describe("the stand-in", () => {
  it("answers no more than so many at once, and the rest in their turn", async () => {
    standIn = await startStandIn({ delayMs: 20, atOnce: 3 });
    const { read } = await prepareReader(readOptions(standIn), signal);
    const start = performance.now();
    await Promise.all(Array.from({ length: 6 }, (_, i) => read(frameToRead(i), signal)));
    expect(standIn.counts).toMatchObject({ questions: 12, answered: 12, mostAtOnce: 3 });
    // Twelve answers, three at once, 20 ms each; a timer may be a millisecond early.
    expect(performance.now() - start).toBeGreaterThan(4 * 19);
  });

  it("comes back on the same port after a kill", async () => {
    standIn = await startStandIn();
    const { read } = await prepareReader(readOptions(standIn), signal);
    const before = await read(frameToRead(1), signal);
    await standIn.kill();
    await standIn.restart();
    expect(await read(frameToRead(1), signal)).toEqual(before);
  });
});
