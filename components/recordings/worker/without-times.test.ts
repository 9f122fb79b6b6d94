import { expect, test } from "vitest";
import { withoutTimes } from "./without-times";

const box = (type: string, ...content: readonly number[][]): number[] => {
  const inside = content.flat();
  const size = inside.length + 8;
  return [0, 0, size >> 8, size & 255, ...[...type].map((letter) => letter.charCodeAt(0)), ...inside];
};
const zeros = (n: number): number[] => Array(n).fill(0);
const ones = (n: number): number[] => Array(n).fill(1);

test("the times at which an MP4 was made are 0, in short and in long form, and nothing else changes", () => {
  const mp4 = (times: (n: number) => number[]): number[] => [
    ...box("ftyp", [9, 9]),
    ...box(
      "moov",
      box("mvhd", [0, 0, 0, 0], times(8), [7, 7]),
      box(
        "trak",
        box("tkhd", [1, 0, 0, 3], times(16), [7]),
        box("mdia", box("mdhd", zeros(4), times(8), [7])),
      ),
    ),
    ...box("mdat", ones(40)),
  ];
  expect([...new Uint8Array(withoutTimes(Uint8Array.from(mp4(ones)).buffer))]).toEqual(mp4(zeros));
});

test("what is no MP4 is given back as it is", () => {
  const bytes = [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8];
  expect([...new Uint8Array(withoutTimes(Uint8Array.from(bytes).buffer))]).toEqual(bytes);
});
