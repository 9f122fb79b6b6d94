import { writeFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyBox, anyFrame, anyPhase, anyRegion } from "@/lib/domain/testing/arbitraries";
import { readReference } from "./read-reference";
import type { ReferenceLine } from "./reference-lines";
import { testFolder, writeSmallBundle } from "./testing/bundle-files";
import { writeReference } from "./write-reference";

const folder = await testFolder();

const line = {
  ...{ video: "V1", frame: 7, width: 100, height: 50, phase: "B", boxes: [[0, 0, 100, 50]] },
  rationale: { location: "a", exposure: "b", nextAction: "c", criticalRisk: "d" },
  split: "test",
};

async function read(...lines: unknown[]) {
  const file = path.join(folder, "reference.jsonl");
  const text = lines.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n");
  await writeFile(file, `${text}\n`);
  return readReference(file);
}

describe("readReference", () => {
  test("reads a file of lines", async () => {
    const set = await read(line, "", {
      ...line,
      frame: 8,
      rationale: undefined,
      split: undefined,
      video: "V2",
    });
    expect(set).toMatchObject({
      name: "reference",
      file: "reference.jsonl",
      root: null,
      problems: [],
      incomplete: false,
    });
    expect(set.samples).toEqual([
      { ...line, noGo: [], picture: null, row: 1 },
      {
        ...{ ...line, video: "V2", frame: 8, noGo: [], split: null, picture: null, row: 3 },
        rationale: { location: "", exposure: "", nextAction: "", criticalRisk: "" },
      },
    ]);
  });

  test("reads a bundle the same, with its pictures", async () => {
    const bundle = await writeSmallBundle(folder);
    const set = await readReference(bundle);
    expect(set.incomplete).toBe(false);
    expect(
      set.samples.map(({ video, frame, split, picture }) => [video, frame, split, picture?.format]),
    ).toEqual([
      ["V1", 1, "train", "jpeg"],
      ["V1", 2, "train", "jpeg"],
      ["V2", 7, "test", "jpeg"],
    ]);
    const file = path.join(folder, "written.jsonl");
    await writeReference(file, set.samples);
    const again = await readReference(file);
    expect(again.problems).toEqual([]);
    expect(again.samples).toEqual(
      set.samples.map((sample, index) => ({ ...sample, picture: null, row: index + 1 })),
    );
  });

  test("says so when a bundle has samples that it can't use", async () => {
    const set = await readReference(await writeSmallBundle(folder, { "labelme/V1/000001.json": null }));
    expect(set.incomplete).toBe(true);
    expect(set.samples).toHaveLength(2);
    expect(set.problems).toContainEqual(expect.objectContaining({ level: "error" }));
  });

  test.each([
    ["no JSON", "{", /^The line is not JSON/],
    ["no phase", { ...line, phase: "E" }, /^The line is not a reference: phase: /],
    ["no box", { ...line, boxes: [] }, /^The line is not a reference: boxes: /],
    ["a box of three", { ...line, boxes: [[1, 2, 3]] }, /^The line is not a reference: boxes\.0: /],
    ["no size", { ...line, width: 0 }, /^The line is not a reference: width: /],
    ["half a frame", { ...line, frame: 1.5 }, /^The line is not a reference: frame: /],
    ["no name", { ...line, video: " " }, /^The line is not a reference: video: /],
    ["another split", { ...line, split: "val" }, /^The line is not a reference: split: /],
    [
      "a box outside",
      { ...line, boxes: [[0, 0, 101, 50]] },
      "V1, frame 7: The box leaves the frame, which is 100 × 50 pixels.",
    ],
    ["an empty box", { ...line, boxes: [[9, 0, 9, 50]] }, /^V1, frame 7: The box is empty/],
    ["the frame again", { ...line, video: " v1" }, "v1, frame 7: it has a reference in row 1 already."],
    [
      "another split of the video",
      { ...line, frame: 8, split: "train" },
      /^V1 is in train here and in test in row 1: /,
    ],
    [
      "no split of the video",
      { ...line, frame: 8, split: null },
      /^V1 is in no split here and in test in row 1: /,
    ],
  ])("refuses a line with %s, by file and row", async (_, wrong, message) => {
    const set = await read(line, wrong);
    expect(set.incomplete).toBe(true);
    expect(set.samples).toHaveLength(1);
    expect(set.problems).toEqual([
      {
        ...{ level: "error", file: "reference.jsonl", sheet: null, row: 2, column: null },
        message: typeof message === "string" ? message : expect.stringMatching(message),
      },
    ]);
  });

  test("refuses a file without a line, and stops at a file that goes on being wrong", async () => {
    expect((await read("")).problems).toMatchObject([{ message: "The file holds no reference." }]);
    expect((await read(...new Array<string>(1000).fill("?"))).problems).toHaveLength(100);
  });

  test("says when there is nothing to read", async () => {
    await expect(readReference("/nowhere/at/all")).rejects.toThrow(
      "There is no folder and no file /nowhere/at/all.",
    );
  });

  test("reads back whatever is written, to the last digit", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 20 });
    const reference: fc.Arbitrary<Omit<ReferenceLine, "frame" | "video">> = anyFrame.chain((frame) =>
      fc.record({
        width: fc.constant(frame.width),
        height: fc.constant(frame.height),
        phase: anyPhase,
        boxes: fc.array(anyBox(frame), { minLength: 1, maxLength: 3 }),
        noGo: fc.array(anyRegion(frame), { maxLength: 2 }),
        rationale: fc.record({ location: text, exposure: text, nextAction: text, criticalRisk: text }),
        split: fc.constant("train" as const),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(reference, { minLength: 1, maxLength: 5 }), async (several) => {
        const references = several.map((one, frame) => ({ ...one, video: "V 1", frame }));
        const file = path.join(folder, "any.jsonl");
        await writeReference(file, references);
        const set = await readReference(file);
        // Of a region its pixels: they say all that is measured.
        const pixels = references.map(({ noGo, ...one }) => ({
          ...one,
          noGo: noGo.map(({ name, counts }) => ({ name, counts })),
        }));
        expect(set.samples).toEqual(pixels.map((one, at) => ({ ...one, picture: null, row: at + 1 })));
      }),
      { numRuns: 30 },
    );
  });
});
