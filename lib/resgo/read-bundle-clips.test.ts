import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { box, mp4Clip, webmClip } from "@/lib/domain/clips/testing";
import { readBundle } from "./read-bundle";
import {
  HEADER,
  smallBundle,
  TEXTS,
  type TestFiles,
  testFolder,
  workbook,
  writeFiles,
} from "./testing/bundle-files";

const base = await testFolder();
const read = async (changes: NonNullable<TestFiles>) => {
  const folder = await writeFiles(await mkdtemp(path.join(base, "b-")), await smallBundle(changes));
  const { samples, problems } = await readBundle(folder);
  return {
    clips: samples.map(({ clip }) => clip && [clip.file, clip.type]),
    times: samples.map(({ timeUs }) => timeUs),
    problems: problems.map(({ level, file, row, column, message }) => ({
      level,
      file,
      row,
      column,
      message,
    })),
  };
};

test("clips are those of their frames, however their names are spelt", async () => {
  const { clips, problems } = await read({
    "clips/v1/1.MP4": mp4Clip(),
    "clips/V1/frame_2.webm": webmClip(),
    "clips/V2/V2_000007.mp4": mp4Clip(),
  });
  expect(problems).toEqual([]);
  expect(clips).toEqual([
    ["clips/v1/1.MP4", "mp4"],
    ["clips/V1/frame_2.webm", "webm"],
    ["clips/V2/V2_000007.mp4", "mp4"],
  ]);
});

test("what is no clip, or of no frame, is told, and no frame is lost by it", async () => {
  const { clips, problems } = await read({
    "clips/V1/000001.webm": mp4Clip(),
    "clips/V1/000002.mp4": mp4Clip({ inMovie: [box("udta", box("name", "Anna"))] }),
    "clips/V2/000007.mp4": mp4Clip(),
    "clips/V2/7.webm": webmClip(),
    "clips/V2/12-Mar.mp4": mp4Clip(),
    "clips/V2/8.mp4": mp4Clip(),
    "clips/V2/notes.txt": "notes",
    "clips/V9/1.mp4": mp4Clip(),
    "clips/1.mp4": mp4Clip(),
  });
  expect(clips).toEqual([["clips/V1/000001.webm", "mp4"], null, null]);
  expect(problems.map(({ level, file }) => [level, file]).sort()).toEqual(
    [
      ["error", "clips/V1/000002.mp4"],
      ["error", "clips/V2/7.webm"],
      ["error", "clips/V2/12-Mar.mp4"],
      ["warning", "clips/1.mp4"],
      ["warning", "clips/V1/000001.webm"],
      ["warning", "clips/V2/8.mp4"],
      ["warning", "clips/V2/notes.txt"],
    ].sort(),
  );
  const messages = problems.map(({ message }) => message).join("\n");
  expect(messages).toContain("in truth a mp4");
  expect(messages).toContain("“name”");
  expect(messages).toContain("More than one has its number");
  expect(messages).toContain("2 clips lie outside");
  expect(messages).not.toContain("Anna");
});

test("the time in the recording is a column of whole microseconds", async () => {
  const sheet = (...times: (string | number | Date | null)[]) =>
    workbook({
      V1: [
        [...HEADER, "Microseconds"],
        [1, "A", ...TEXTS, times[0]!],
        [2, "B", ...TEXTS, times[1]!],
      ],
      V2: [HEADER, [7, "C", ...TEXTS]],
    });
  const good = await read({ "annotations.xlsx": await sheet(85_000_000, "10800000000") });
  expect([good.times, good.problems]).toEqual([[85_000_000, 10_800_000_000, null], []]);
  const none = await read({ "annotations.xlsx": await sheet(null, "") });
  expect([none.times, none.problems]).toEqual([[null, null, null], []]);
  const odd = await read({ "annotations.xlsx": await sheet("0:01:25", 1.5) });
  expect(odd.times).toEqual([null, null, null]);
  expect(odd.problems).toMatchObject([
    { level: "error", row: 2, column: "G", message: expect.stringContaining("whole number of microseconds") },
    { level: "error", row: 3, column: "G" },
  ]);
});
