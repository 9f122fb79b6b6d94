import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFrameNumber } from "./frame-number";
import { asciiDigits, evenWidth } from "./plain-text";

describe("readFrameNumber", () => {
  test.each([
    ["166", 166, []],
    ["000166", 166, []],
    [" 166 ", 166, []],
    ["166.0", 166, []],
    ["166,00", 166, []],
    ["0", 0, []],
    ["frame_000166", 166, ["frame"]],
    ["Frame 166", 166, ["frame"]],
    ["frame166", 166, []],
    ["#166", 166, []],
    ["№ 166", 166, []],
    ["'000166", 166, []],
    ["no. 166", 166, ["no"]],
    ["Bild 12", 12, ["bild"]],
    ["out_12.jpg", 12, ["out"]],
    ["may_000012.jpg", 12, ["may"]],
    ["１６６", 166, []],
    ["١٦٦", 166, []],
    ["१६६", 166, []],
    ["VID18_000166.jpg", 166, ["vid18"]],
    ["VID18-000166", 166, ["vid18"]],
    ["VID18_frame_000166.png", 166, ["vid18_frame", "vid18"]],
    ["2011_000003.jpg", 3, ["2011"]],
    ["t50_VID01_000631.png", 631, ["t50_vid01"]],
    ["frames/VID18/000166.jpg", 166, ["vid18"]],
    ["C:\\frames\\VID18\\000166.JPEG", 166, ["vid18"]],
    ["2147483647", 2147483647, []],
  ])("reads %j", (text, frame, names) => {
    expect(readFrameNumber(text)).toEqual({ frame, names });
  });

  test.each([
    ["2011_3.jpg", "2011", 3],
    ["case 3 - 12", "case 3", 12],
    ["VID18.000166.jpg", "VID18", 166],
    ["VID18/000166", "VID18", 166],
    ["2027-01-14_000166.jpg", "2027-01-14", 166],
    ["V1_000166", "V01", 166],
    ["1_166", "01", 166],
    ["166", "166", 166],
  ])("reads %j of the video %j, whose name may have numbers too", (text, video, frame) => {
    expect(readFrameNumber(text, video)).toMatchObject({ frame });
  });

  test.each([
    "",
    "frame",
    "-5",
    "−5",
    "1,166",
    "166.000",
    "VID18",
    "stem.jpg",
    "2147483648",
    "9".repeat(400),
    "166²",
    "1٦6",
    "=166",
    "#N/A",
    "166 mm",
    "(166)",
  ])("refuses %j", (text) => {
    expect(readFrameNumber(text)).toHaveProperty("problem");
  });

  test.each([
    ["2024-01-05", "a date"],
    ["5/1/2024", "a date"],
    ["2024-01-05 00:00:00", "a date"],
    ["20270114", "a date"],
    ["12-Mar", "a date"],
    ["Mar-12", "a date"],
    ["März 12", "a date"],
    ["12. déc", "a date"],
    ["1月14日", "a date"],
    ["1/14", "a date"],
    ["12:05", "a clock time"],
    ["frame_00-12-05.jpg", "a clock time"],
    ["still 14-05-33.png", "a clock time"],
    ["vlcsnap-2027-01-14-10h05m33s123.png", "a clock time"],
    ["1e3", "has shortened"],
    ["1.66E+02", "has shortened"],
    ["000166 (1).jpg", "a copy"],
    ["frame 12 (1)", "a copy"],
    ["12 - Copy", "a copy"],
    ["Copy of 12", "a copy"],
    ["12 - Kopie.png", "a copy"],
    ["166 v2", "a version"],
    ["166_final", "a version"],
    ["166.5", "more than one number, 166 and 5"],
    ["frame12.5", "more than one number"],
    ["1 166", "more than one number"],
    ["10-20", "more than one number"],
    ["frame 10-20", "more than one number"],
    ["12/300", "more than one number"],
    ["frame 12/300", "more than one number"],
    ["frame_12_00500", "more than one number"],
    ["VID18_000167 2.jpg", "more than one number, 000167 and 2"],
    ["VID18_000168-3.jpg", "more than one number"],
    ["000169_1.jpg", "more than one number"],
  ])("refuses %j as %s", (text, words) => {
    expect(readFrameNumber(text)).toEqual({ problem: expect.stringContaining(words) });
  });

  test.each(["1 166", "1,166", "1.166"])("takes no part of %j for the name of the video 1", (text) => {
    expect(readFrameNumber(text, "1")).toHaveProperty("problem");
  });

  test("reads any number however it is padded, prefixed and named", () => {
    const isDate = (text: string): boolean => /^(?:19[89]|20\d)\d{5}$/.test(text);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_147_483_647 }),
        fc.integer({ min: 0, max: 12 }),
        fc.constantFrom("", "frame_", "frame", "VID18_", "case 3 - ", "img_"),
        fc.constantFrom("", ".jpg", ".PNG", ".tiff", ".json"),
        (frame, width, prefix, extension) => {
          const digits = String(frame).padStart(width, "0");
          fc.pre(!isDate(digits));
          expect(readFrameNumber(`${prefix}${digits}${extension}`, "case 3")).toMatchObject({ frame });
        },
      ),
    );
  });

  test("never throws, and never finds more than was written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const read = readFrameNumber(text);
        if ("frame" in read) expect(asciiDigits(evenWidth(text))).toContain(String(read.frame));
      }),
    );
  });
});
