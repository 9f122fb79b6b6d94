import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { readyMap } from "@/lib/domain/sources/ready-maps";
import { readPicture } from "@/lib/resgo/picture";
import { errorsOf, testFolder } from "@/lib/resgo/testing/bundle-files";
import { framesOf, readFiles, toldOf } from "../testing/set-files";

const base = await testFolder();
// Written by pyarrow as Hugging Face's library writes pictures: two rows a group, packed by Snappy, the last by Zstandard.
const fixture = (name: string) => readFile(path.join(import.meta.dirname, "../testing/parquet", name));
const TRAIN = await fixture("train-00000-of-00001.parquet");
const TEST = await fixture("test-00000-of-00001.parquet");

test("cholec’s layout comes in by its ready map: safe as boxes, unsafe as pixels", async () => {
  const bundle = await readFiles(
    base,
    { "data/train-00000-of-00001.parquet": TRAIN, "data/test-00000-of-00001.parquet": TEST },
    readyMap("cholec"),
  );
  expect(errorsOf(bundle)).toEqual([]);
  const unsafe = { name: null, counts: [18, ...Array(31).fill([6, 18]).flat(), 6] };
  const frames = framesOf(bundle).map(({ id, ...rest }) => ({ id: id.replace(/^set-\S+/, "set"), ...rest }));
  const whole = { phase: null, boxes: [[5, 4, 17, 16]], noGo: [unsafe] };
  expect(frames).toEqual([
    { id: "set test/0", split: "test", ...whole },
    { id: "set train/0", split: "train", ...whole },
    { id: "set train/2", split: "train", ...whole },
  ]);
  expect(toldOf(bundle)).toEqual(
    expect.arrayContaining([
      expect.stringContaining("doesn’t say of which procedure a frame is"),
      expect.stringContaining("3 regions of Go Zones’ masks are smaller than 100 pixels"),
      expect.stringContaining("2 frames have neither a Go Zone nor a No-Go region"),
    ]),
  );
  // The picture that is stored is the one in the row.
  const last = bundle.samples.find(({ frame }) => frame === 2)!;
  expect((await readPicture(bundle.root, last.picture.source)).length).toBe(last.picture.bytes);
});

test("rows whose pictures are called by video and number are frames of those videos", async () => {
  const bundle = await readFiles(
    base,
    { "named.parquet": await fixture("named.parquet") },
    readyMap("cholec"),
  );
  expect(framesOf(bundle).map(({ id }) => id)).toEqual(["cholec80_video01/123"]);
});

test("what is no table of frames is told", async () => {
  const cut = TRAIN.subarray(0, TRAIN.length - 400);
  const bundle = await readFiles(base, { "train.parquet": cut }, readyMap("cholec"));
  expect(bundle.samples).toEqual([]);
  expect(errorsOf(bundle)[0]!.message).toContain("The table");
});
