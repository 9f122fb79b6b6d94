import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxProblem } from "@/lib/domain/geometry";
import { anyFrame } from "@/lib/domain/testing/arbitraries";
import { boxForms } from "../forms/box-forms";
import { type BoxOrder, type BoxUnit, USUAL_BOXES } from "./box-convention";
import { findBoxTexts } from "./find-box-texts";
import { parseBox } from "./parse-box";
import { stripThinking } from "./strip-thinking";

const frame = { width: 2000, height: 500 };
const PIXELS = { unit: "pixels", order: "xyxy" } as const;
const read = (text: string) => parseBox(text, USUAL_BOXES, frame, frame);

describe("a box", () => {
  const anyCorners = fc
    .tuple(...[0, 0, 0, 0].map(() => fc.oneof(fc.integer({ min: 0, max: 1000 }), tenths())))
    .map(([a, b, c, d]) => [Math.min(a!, c!), Math.min(b!, d!), Math.max(a!, c!), Math.max(b!, d!)] as const)
    .filter(([x1, y1, x2, y2]) => x1 < x2 && y1 < y2 && (x2 > 1 || y2 > 1));
  const anyProse = fc
    .array(
      fc.constantFrom(
        "The triangle is open.",
        "\n",
        "\n\n",
        "**Location:**",
        "1.",
        "- lies 3 cm from [the infundibulum]",
        "(see above)",
        "{",
        "} at 45°",
        "<think>Perhaps [1, 2, 3, 4]?</think>",
        "“fat”, [1, 2], (3)",
        "],",
      ),
    )
    .map((parts) => parts.join(" "));

  it("written as a corner and a size by name is read", () => {
    expect(read('{"x": 100, "y": 200, "width": 300, "height": 400}')).toEqual({ box: [200, 100, 800, 300] });
    expect(read("x: 100, y: 200, w: 300, h: 400")).toEqual({ box: [200, 100, 800, 300] });
  });

  it("in another unit or order is read as it is said to be", () => {
    const [small, text] = [{ width: 1_000, height: 250 }, "[100, 50, 300, 150]"];
    const as = (unit: BoxUnit, order: BoxOrder) => parseBox(text, { unit, order }, small, frame);
    expect(as("pixels", "xyxy")).toEqual({ box: [200, 100, 600, 300] });
    expect(as("relative-1000", "yxyx")).toEqual({ box: [100, 50, 300, 150] });
    expect(as("relative-1000", "xywh")).toEqual({ box: [200, 25, 800, 100] });
    expect(as("percent", "xyxy")).toEqual({ problem: expect.stringContaining("leaves the frame") });
    const shares = parseBox("[0.1, 0.2, 0.5, 1]", { unit: "fractions", order: "xyxy" }, small, frame);
    expect(shares).toEqual({ box: [200, 100, 1000, 500] });
  });

  it("that an answer breaks off in is none", () => {
    const text = "left: 20, top: 20, right: 41, bottom: 4";
    const cut = parseBox(text, USUAL_BOXES, frame, frame, true);
    expect(cut).toEqual({ problem: expect.stringContaining("breaks off") });
    expect(read(`${text}1`)).toEqual({ box: [40, 10, 82, 20.5] });
  });

  it.each(Object.entries(boxForms))("written as %s is read back, with any prose round it", (_, write) => {
    fc.assert(
      fc.property(anyCorners, anyFrame, anyProse, anyProse, (corners, size, before, after) => {
        const answer = parseBox(
          stripThinking(`${before}\n${write(corners)}\n${after}`),
          USUAL_BOXES,
          size,
          size,
        );
        const [x1, y1, x2, y2] = corners;
        const scaled = [
          x1 * (size.width / 1000),
          y1 * (size.height / 1000),
          x2 * (size.width / 1000),
          y2 * (size.height / 1000),
        ];
        const expected = scaled.map((value, i) => Math.min(value, i % 2 ? size.height : size.width));
        expect(answer).toEqual({ box: expected });
      }),
      { numRuns: 40 },
    );
  });

  it("in pixels is left as it is", () => {
    expect(parseBox("[10, 20, 1999.5, 400]", PIXELS, frame, frame)).toEqual({ box: [10, 20, 1999.5, 400] });
  });

  it("is never outside the frame", () => {
    const anyNumber = fc.double({ min: -1100, max: 1100, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(anyNumber, anyNumber, anyNumber, anyNumber), anyFrame, (numbers, size) => {
        const answer = parseBox(JSON.stringify(numbers), USUAL_BOXES, size, size);
        if ("box" in answer) expect(boxProblem(answer.box, size)).toBeNull();
      }),
    );
  });
});

function tenths(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10);
}

describe("an edge just past the frame's", () => {
  it("is rounding, and clipped", () => {
    expect(read("[-4, 500, 1003, 1010]")).toEqual({ box: [0, 250, 2000, 500] });
  });
});

describe("what can't be the zone in this frame", () => {
  it.each([
    ["a corner and a size", "[420, 380, 190, 180] (x, y, w, h)", /a corner and a size/],
    ["values over 1000", "[120, 300, 1240, 800]", /leaves the frame/],
    ["pixels where thousandths were asked for", '{"bbox_2d": [900, 120, 1500, 400]}', /leaves the frame/],
    ["a box far below zero", "[-200, 10, 300, 400]", /leaves the frame/],
    ["a box beside the frame", "[1002, 10, 1008, 400]", /outside the frame/],
    ["shares of the frame", "[0.1, 0.2, 0.5, 0.75]", /shares of the frame/],
    ["an empty box", "[100, 100, 100, 300]", /empty/],
    ["an infinite side", "[1e999, 100, 100, 300]", /finite/],
    ["NaN", "[NaN, 100, 100, 300]", /no box/],
    ["null", "null", /no box/],
    ["an empty list", '{"bbox_2d": []}', /no box/],
    ["three numbers", "[1, 2, 3]", /no box/],
    ["five numbers", "[1, 2, 3, 4, 5]", /no box/],
    ["a point", "(120, 300)", /no box/],
    ["citations", "The duct is easily mistaken [1, 2], [3, 4].", /no box/],
    ["an array that was cut off", '{"bbox_2d": [120, 300, 400, 5', /no box/],
    ["words", "I can't say where the Go Zone is.", /no box/],
    ["nothing", "  \n", /empty/],
  ])("%s", (_, text, problem) => expect(read(text)).toEqual({ problem: expect.stringMatching(problem) }));
});

describe("several different boxes", () => {
  it.each([
    ["the first of equals", "[100, 100, 200, 200]\n[300, 300, 400, 400]", [200, 50, 400, 100]],
    [
      "the labelled one",
      '[{"bbox_2d": [1, 2, 30, 40], "label": "gallbladder"}, {"bbox_2d": [100, 100, 200, 200], "label": "go zone"}]',
      [200, 50, 400, 100],
    ],
    [
      "the one under a key before one in a sentence",
      'The duct runs at [1, 2, 30, 40].\n{"bbox_2d": [100, 100, 200, 200]}',
      [200, 50, 400, 100],
    ],
    [
      "one that stands alone before one in a sentence",
      "The duct runs at [1, 2, 30, 40].\n```json\n[100, 100, 200, 200]\n```",
      [200, 50, 400, 100],
    ],
  ])("%s counts", (_, text, box) => expect(read(text)).toEqual({ box }));

  it("are not searched for one that fits", () => {
    expect(read("[120, 300, 1240, 800]\n[300, 300, 400, 400]")).toHaveProperty("problem");
  });
});

describe("any text at all", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc
      .array(
        fc.constantFrom(
          "[",
          "]",
          "(",
          ")",
          "{",
          "}",
          ",",
          " ",
          "1",
          "23",
          "456.7",
          "-",
          "bbox",
          '"',
          "\n",
          ":",
          "e",
        ),
      )
      .map((parts) => parts.join("")),
  );

  it("is read without a throw, and gives a box of numbers that it holds", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        parseBox(text, PIXELS, frame, frame);
        for (const { numbers, shown } of findBoxTexts(text)) {
          expect(shown.match(/[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/g)?.map(Number)).toEqual([
            ...numbers,
          ]);
        }
      }),
    );
  });

  it("gives none without four numbers in brackets", () => {
    const bare = fc.array(fc.constantFrom("12", "Go Zone", "bbox:", "{", "}", ",", "[1, 2]", "x", "\n"));
    fc.assert(
      fc.property(bare, (parts) => {
        expect(read(parts.join(" x "))).toHaveProperty("problem");
      }),
    );
  });

  it("is read in good time however long it is", () => {
    const nasty = [
      `${"[1, ".repeat(20_000)}`,
      " ".repeat(200_000),
      "go zone ".repeat(20_000),
      `{"a": `.repeat(30_000),
      "box[1 ".repeat(20_000),
    ];
    const start = performance.now();
    for (const text of nasty) read(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
