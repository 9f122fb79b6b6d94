import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { iou } from "@/lib/domain/geometry";
import { testFolder, writeFiles, writeSmallBundle } from "@/lib/resgo/testing/bundle-files";
import { lookAt } from "../look/look-at";
import { FRAME, fitPaintedBundle, paint, paintedFrames, testFrames, writePaintedBundle } from "../testing";
import { bestBox } from "./best-box";
import { FIT_VERSION, type Fit, FitError, nameFit, readFit, writeFit } from "./fit-file";
import { fitTrainSplit, NothingToFitOn } from "./fit-train-split";
import { type Baseline, likeliest, makeBaseline, mostAlike, phaseOdds, zoneMap } from "./read-frame";

const below = await testFolder();
let folder: string;
let fit: Fit;
let whole: Baseline;

beforeAll(async () => {
  folder = await writePaintedBundle(below);
  fit = await fitPaintedBundle(folder);
  whole = makeBaseline(fit.choice, fit.model, fit.known);
});

describe("on videos that it has not seen", () => {
  test("it names the phases that colour tells apart", async () => {
    const named = await Promise.all(
      testFrames.map(async (frame) => likeliest(phaseOdds(whole, await lookAt(await paint(frame))))),
    );
    const right = named.filter((phase, index) => phase === testFrames[index]!.phase).length;
    expect(right / testFrames.length).toBeGreaterThan(0.9);
  });

  test("it finds the patch, far better than the mean box does", async () => {
    const ious = await Promise.all(
      testFrames.map(async (frame) => {
        const box = bestBox(zoneMap(whole, await lookAt(await paint(frame)), frame.phase));
        const [x1, y1, x2, y2] = box;
        return iou([x1 * FRAME.width, y1 * FRAME.height, x2 * FRAME.width, y2 * FRAME.height], frame.zone);
      }),
    );
    const mean = ious.reduce((sum, value) => sum + value, 0) / ious.length;
    expect(mean).toBeGreaterThan(0.5);
    expect(mean).toBeGreaterThan(2 * fit.trials!.floor.mIoU);
  });

  test("its words are those of a frame of that phase in the train split", async () => {
    const alike = mostAlike(whole, await lookAt(await paint(testFrames[0]!)), "C")!;
    expect(alike.phase).toBe("C");
    expect(alike.rationale.location).toBe(`Location of ${alike.video}, frame ${alike.frame}.`);
    expect(alike.video).toMatch(/^T/);
  });

  test("its own trials say so, and that answers without looking do worse", () => {
    const { phase, zone, floor } = fit.trials!;
    expect(Math.max(...phase.map(({ accuracy }) => accuracy))).toBeGreaterThan(0.9);
    expect(floor.accuracy).toBeLessThanOrEqual(0.25);
    const chosen = zone.find(
      ({ bandwidth, appearance }) =>
        bandwidth === fit.choice.bandwidth && appearance === fit.choice.appearance,
    )!;
    expect(chosen.mIoU).toBe(Math.max(...zone.map(({ mIoU }) => mIoU)));
    expect(fit.choice.appearance).toBe(true);
  });
});

describe("what it was fitted on", () => {
  test("is the train split, video by video", () => {
    expect(fit.fittedOn).toEqual({
      dataset: "Painted frames",
      split: "train",
      videos: ["T1", "T2", "T3"],
      frames: 24,
    });
    expect(Object.keys(fit.without)).toEqual(["T1", "T2", "T3"]);
  });

  test("has nothing of the test split in it: with other pictures, phases and texts there, the same bytes", async () => {
    const other = await writePaintedBundle(below, { patch: "#1060ff", phase: "A", text: "Otherwise. " });
    const name = path.join(other, "frames/U1/10.png");
    expect(await readFile(name)).not.toEqual(await readFile(path.join(folder, "frames/U1/10.png")));
    expect(JSON.stringify(await fitPaintedBundle(other))).toBe(JSON.stringify(fit));
  });

  test("leaves a video out wholly: the fit without it is the same whatever is in it", async () => {
    const bundle = await writePaintedBundle(below);
    const ofT2 = paintedFrames.find(({ video, frame }) => video === "T2" && frame === 20)!;
    await writeFiles(bundle, { "frames/T2/20.png": await paint(ofT2, "#e4dcc0") });
    const changed = await fitPaintedBundle(bundle);
    expect(changed.model).not.toEqual(fit.model);
    expect(changed.choice).toEqual(fit.choice);
    expect(changed.without.T2).toEqual(fit.without.T2);
    expect(changed.without.T1).not.toEqual(fit.without.T1);
  });

  test("must be something", async () => {
    const bundle = await writeSmallBundle(below, { "splits.csv": "video,split\nV1,test\nV2,test\n" });
    await expect(fitTrainSplit(bundle, () => {})).rejects.toThrow(NothingToFitOn);
    const unsplit = await writeSmallBundle(below, { "splits.csv": null });
    await expect(fitTrainSplit(unsplit, () => {})).rejects.toThrow(/splits\.csv/);
  });

  test("may be one video: then nothing is tried, and none can be left out", async () => {
    const small = await fitTrainSplit(await writeSmallBundle(below), () => {});
    expect(small.trials).toBeNull();
    expect(small.without).toEqual({});
    expect(small.model.phases).toEqual(["A", "B"]);
  });
});

describe("the file", () => {
  test("gives the same fit again, under the same name", async () => {
    const file = path.join(below, "fit.json");
    const written = await writeFit(file, fit);
    expect(await readFit(file)).toEqual(written);
    expect(written).toEqual(nameFit(fit));
    expect(written.name).toMatch(/^painted-frames-[0-9a-f]{8}$/);
  });

  test.each([
    ["another version", { version: FIT_VERSION + 1 }, /another version of Calot/],
    ["other features", { features: 0 }, /another version of Calot/],
    ["another format", { format: "something" }, /no fit of the baseline/],
    ["a missing part", { model: undefined }, /damaged: model/],
    ["numbers left out", { known: [] }, /damaged: known/],
  ])("of %s is refused", async (name, changes, message) => {
    const file = path.join(below, `${name}.json`);
    await writeFiles(below, { [`${name}.json`]: JSON.stringify({ ...fit, ...changes }) });
    await expect(readFit(file)).rejects.toThrow(FitError);
    await expect(readFit(file)).rejects.toThrow(message);
  });

  test("that is none, or isn’t there, is refused", async () => {
    await writeFiles(below, { "none.json": "{" });
    await expect(readFit(path.join(below, "none.json"))).rejects.toThrow(/no JSON/);
    await expect(readFit(path.join(below, "absent.json"))).rejects.toThrow(/There is no file/);
  });
});
