import { expect, test } from "vitest";
import { numberFrames } from "./number-frames";

const files = (...names: string[]) => names.map((name, index) => ({ file: String(index), name }));

test("names say the numbers", () => {
  const { frames, problems } = numberFrames(files("VID_000012.jpg", "frame_7.png"), null, "V01");
  expect(frames.map(({ name, frame }) => [name, frame])).toEqual([
    ["frame_7.png", 7],
    ["VID_000012.jpg", 12],
  ]);
  expect(problems).toEqual([]);
});

test("from a first number, in the order that people sort names in", () => {
  const { frames } = numberFrames(files("b10.jpg", "b9.jpg", "a.jpg"), 100, "V01");
  expect(frames.map(({ name, frame }) => [name, frame])).toEqual([
    ["a.jpg", 100],
    ["b9.jpg", 101],
    ["b10.jpg", 102],
  ]);
});

test("a name without a number, and two of one number, are refused", () => {
  const { frames, refused, problems } = numberFrames(
    files("cover.jpg", "1.jpg", "0001.png", "2.jpg"),
    null,
    "V01",
  );
  expect(frames.map(({ frame }) => frame)).toEqual([2]);
  expect(refused).toEqual([1]);
  expect(problems.map(({ file }) => file).sort()).toEqual(["0001.png", "cover.jpg"].sort());
});

test("copies and clock times are refused by name, with what to do", () => {
  const odd = [
    "VID18_000167 2.jpg",
    "VID18_000168-3.jpg",
    "000169_1.jpg",
    "VID18_000170 (1).jpg",
    "frame_00-12-05.jpg",
  ];
  const { frames, problems } = numberFrames(files("VID18_000166.jpg", ...odd), null, "V01");
  expect(frames.map(({ frame }) => frame)).toEqual([166]);
  expect(problems.map(({ file }) => file).sort()).toEqual([...odd].sort());
  for (const { message } of problems) expect(message).toContain("Name the files by their numbers");
});
