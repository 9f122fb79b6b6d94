import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boxProblem } from "@/lib/domain/geometry";
import { scoreAnswer } from "@/lib/domain/scoring/score";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import { prepareReader } from "@/lib/vlm/prepare-reader";
import type { ReaderOptions, Reading } from "@/lib/vlm/reading";
import { nameFit } from "../fit/fit-file";
import { FRAME, fitPaintedBundle, paint, paintedFrames, testFrames, writePaintedBundle } from "../testing";
import { OUT_OF_FOLD, WHOLE } from "./baseline-chooser";
import { type BaselineServer, serveBaseline } from "./serve-baseline";

const below = await testFolder();
const { signal } = new AbortController();
let server: BaselineServer;

beforeAll(async () => {
  const fit = nameFit(await fitPaintedBundle(await writePaintedBundle(below)));
  server = await serveBaseline(fit, { host: "127.0.0.1", port: 0, coordinates: "relative-1000" });
});

afterAll(() => server.stop());

const PLAIN = { rectify: false, singleTurn: false, noDefinition: false };

/**
 * Reads frames with the prompts and the parser that real models are read with.
 *
 * @param pictured the frames whose pictures are sent
 */
async function readAll(
  frames: readonly (typeof paintedFrames)[number][],
  changes: Partial<ReaderOptions> = {},
  pictured = frames,
): Promise<Reading[]> {
  const options: ReaderOptions = {
    baseUrl: `http://127.0.0.1:${server.port}/v1`,
    apiKey: null,
    model: WHOLE,
    prompt: "phase-then-go-1",
    coordinates: "relative-1000",
    boxUnit: null,
    boxOrder: null,
    study: PLAIN,
    samples: 1,
    temperature: null,
    maxTokens: 2_048,
    seed: 1,
    timeoutMs: 60_000,
    ...changes,
  };
  const reader = await prepareReader(options, signal);
  expect(reader.description.server.constraint).toBe("structured_outputs.choice");
  return Promise.all(
    frames.map(async (frame, index) =>
      reader.read(
        {
          ...{ video: frame.video, frame: frame.frame, referencePhase: frame.phase },
          ...FRAME,
          image: { bytes: await paint(pictured[index]!), mediaType: "image/png", ...FRAME },
        },
        signal,
      ),
    ),
  );
}

const rightOf = (readings: readonly Reading[]) =>
  readings.filter(({ phase }, index) => phase === testFrames[index]!.phase).length / readings.length;

describe("read as any model is", () => {
  test("it names the phase with its odds, draws a box in the frame and gives four parts", async () => {
    const readings = await readAll(testFrames);
    expect(rightOf(readings)).toBeGreaterThan(0.9);
    for (const { error, phaseProbabilities, box, rationale } of readings) {
      expect(error).toBeNull();
      expect(Object.values(phaseProbabilities!).reduce((sum, odds) => sum + odds, 0)).toBeCloseTo(1, 9);
      expect(boxProblem(box!, FRAME)).toBeNull();
      expect(Object.values(rationale!).every((part) => part.length > 0)).toBe(true);
    }
    const ious = readings.map(({ phase, box }, index) => {
      const { phase: reference, zone } = testFrames[index]!;
      return scoreAnswer(phase, box, { phase: reference, boxes: [zone] }, FRAME).iou;
    });
    expect(ious.reduce((sum, value) => sum + value, 0) / ious.length).toBeGreaterThan(0.5);
  });

  test("in a single turn it says the same", async () => {
    const singleTurn = await readAll(testFrames, { study: { ...PLAIN, singleTurn: true } });
    const twoTurns = await readAll(testFrames);
    expect(singleTurn.map(({ phase, box }) => ({ phase, box }))).toEqual(
      twoTurns.map(({ phase, box }) => ({ phase, box })),
    );
  });

  test("without a definition it goes by the phase’s name", async () => {
    const without = await readAll(testFrames.slice(0, 4), { study: { ...PLAIN, noDefinition: true } });
    expect(without).toEqual(await readAll(testFrames.slice(0, 4)));
  });

  test("rectified, it speaks of the phase that it is given, whatever it said before", async () => {
    const given = testFrames.slice(0, 4).map((frame) => ({ ...frame, phase: "C" as const }));
    const rectified = await readAll(given, { study: { ...PLAIN, rectify: true } }, testFrames);
    const plain = await readAll(testFrames.slice(0, 4));
    expect(rectified.map(({ phase }) => phase)).toEqual(plain.map(({ phase }) => phase));
    for (const { rationale } of rectified) {
      const [, video, frame] = /of (\w+), frame (\d+)/.exec(rationale!.location)!;
      const source = paintedFrames.find((each) => each.video === video && each.frame === Number(frame));
      expect(source?.phase).toBe("C");
    }
  });

  test("sampled, it gives boxes by seed, the same each time", async () => {
    const sampled = () => readAll(testFrames.slice(0, 2), { samples: 4, temperature: 1.5 });
    const [first, again] = [await sampled(), await sampled()];
    expect(first).toEqual(again);
    for (const { samples } of first) {
      expect(samples).toHaveLength(4);
      expect(new Set(samples!.map(({ box }) => JSON.stringify(box))).size).toBeGreaterThan(1);
    }
  });

  test("of what it was fitted on it says nothing; out of fold, something", async () => {
    const learnt = paintedFrames.slice(0, 2);
    for (const { error, box } of await readAll(learnt)) {
      expect(error).toMatch(/fitted on this frame/);
      expect(box).toBeNull();
    }
    for (const { error, box } of await readAll(learnt, { model: OUT_OF_FOLD })) {
      expect(error).toBeNull();
      expect(box).not.toBeNull();
    }
  });
});
