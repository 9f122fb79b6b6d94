import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFrameNumber } from "./frame-number";

describe("readFrameNumber", () => {
  test.each([
    ["166", 166, ""],
    ["000166", 166, ""],
    [" 166 ", 166, ""],
    ["166.0", 166, ""],
    ["0", 0, ""],
    ["frame_000166", 166, "frame"],
    ["Frame 166", 166, "frame"],
    ["frame166", 166, "frame"],
    ["#166", 166, ""],
    ["no. 166", 166, "no"],
    ["VID18_000166.jpg", 166, "vid18"],
    ["VID18-000166", 166, "vid18"],
    ["VID18_frame_000166.png", 166, "vid18_frame"],
    ["2011_000003.jpg", 3, "2011"],
    ["t50_VID01_000631.png", 631, "t50_vid01"],
    ["frames/VID18/000166.jpg", 166, ""],
    ["C:\\frames\\VID18\\000166.JPEG", 166, ""],
    ["2147483647", 2147483647, ""],
  ])("reads %j", (text, frame, prefix) => {
    expect(readFrameNumber(text)).toEqual({ frame, prefix });
  });

  test.each([
    "",
    "frame",
    "-5",
    "166.5",
    "frame12.5",
    "1,166",
    "1 166",
    "1e3",
    "10-20",
    "frame 10-20",
    "2024-01-05",
    "5/1/2024",
    "2024-01-05 00:00:00",
    "VID18",
    "stem.jpg",
    "000166 (1).jpg",
    "2147483648",
    "9".repeat(400),
  ])("refuses %j", (text) => {
    expect(readFrameNumber(text)).toHaveProperty("problem");
  });

  test("reads any number however it is padded, prefixed and named", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_147_483_647 }),
        fc.integer({ min: 0, max: 12 }),
        fc.constantFrom("", "frame_", "frame", "VID18_", "case 3 - ", "img_"),
        fc.constantFrom("", ".jpg", ".PNG", ".tiff", ".json"),
        (frame, width, prefix, extension) => {
          const text = `${prefix}${String(frame).padStart(width, "0")}${extension}`;
          expect(readFrameNumber(text)).toMatchObject({ frame });
        },
      ),
    );
  });

  test("never throws, and never finds more than was written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const read = readFrameNumber(text);
        if ("frame" in read) expect(text).toContain(String(read.frame));
      }),
    );
  });
});
