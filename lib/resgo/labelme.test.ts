import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { embeddedImage, parseLabelMe } from "./labelme";
import { labelMe, REAL_DATA, type TestShape } from "./testing/bundle-files";

const parse = (shapes: readonly TestShape[], label = "Go Zone") =>
  parseLabelMe(Buffer.from(labelMe(shapes)), label);
const corners = [
  [1, 2],
  [5, 2],
  [5, 9],
  [1, 9],
];

describe("parseLabelMe", () => {
  test.each([
    [
      "two points",
      {
        points: [
          [1, 2],
          [5, 9],
        ],
      },
    ],
    [
      "two points, from the lower right",
      {
        points: [
          [5, 9],
          [1, 2],
        ],
      },
    ],
    [
      "two points, from the lower left",
      {
        points: [
          [1, 9],
          [5, 2],
        ],
      },
    ],
    ["four points", { points: corners }],
    ["four points, from another corner", { points: [...corners.slice(2), ...corners.slice(0, 2)] }],
    ["four points, corner to corner", { points: [corners[0], corners[2], corners[1], corners[3]] }],
    ["four points without a type", { points: corners, shape_type: null }],
    ["a polygon that is a rectangle", { points: corners, shape_type: "polygon" }],
  ])("reads a rectangle of %s", (_, shape) => {
    expect(parse([shape])).toMatchObject({ boxes: [[1, 2, 5, 9]], warnings: [], errors: [] });
  });

  test.each([
    [
      "polygon",
      {
        points: [
          [1, 2],
          [5, 4],
          [3, 9],
        ],
        shape_type: "polygon",
      },
      "polygon",
    ],
    [
      "shape without a type",
      {
        points: [
          [1, 2],
          [5, 4],
          [3, 9],
        ],
        shape_type: null,
      },
      "polygon",
    ],
    [
      "turned rectangle",
      {
        points: [
          [3, 2],
          [5, 4],
          [3, 9],
          [1, 4],
        ],
        shape_type: "rotation",
      },
      "turned rectangle",
    ],
    [
      "mask",
      {
        points: [
          [1, 2],
          [5, 9],
        ],
        shape_type: "mask",
      },
      "mask",
    ],
  ])("takes the box around a %s, and says so", (_, shape, what) => {
    expect(parse([shape])).toMatchObject({
      boxes: [[1, 2, 5, 9]],
      warnings: [`A Go Zone was drawn as a ${what}; the box around it was taken.`],
    });
  });

  test.each([
    [
      "circle",
      {
        points: [
          [1, 2],
          [5, 9],
        ],
        shape_type: "circle",
      },
      "drawn as a circle",
    ],
    [
      "line",
      {
        points: [
          [1, 2],
          [5, 9],
        ],
        shape_type: "line",
      },
      "drawn as a line",
    ],
    ["point", { points: [[1, 2]], shape_type: "point" }, "drawn as a point"],
    ["rectangle of one point", { points: [[1, 2]] }, "one point alone"],
    ["rectangle of three points", { points: corners.slice(1) }, "of 3 points"],
    ["rectangle without points", { points: [] }, "no points"],
    [
      "rectangle without width",
      {
        points: [
          [1, 2],
          [1, 9],
        ],
      },
      "no width or no height",
    ],
    [
      "rectangle without height",
      {
        points: [
          [1, 2],
          [9, 2],
        ],
      },
      "no width or no height",
    ],
    [
      "text for a number",
      {
        points: [
          ["1", 2],
          [5, 9],
        ],
      },
      "no pair of numbers",
    ],
    ["missing number", { points: [[1], [5, 9]] }, "no pair of numbers"],
    ["points that are none", { points: "everywhere" }, "no points"],
  ])("refuses a %s", (_, shape, message) => {
    const { boxes, errors } = parse([shape]);
    expect(boxes).toEqual([]);
    expect(errors.join()).toContain(message);
  });

  test.each(["NaN", "Infinity", "-Infinity"])("refuses %s, which Python writes into JSON", (value) => {
    const text = labelMe([{ label: "Go Zone NaN" }, {}])
      .replace("40", value)
      .replaceAll("[40,30]", `[${value},30]`);
    const { errors, otherLabels } = parseLabelMe(Buffer.from(text), "Go Zone");
    expect(errors).toEqual(["A Go Zone has a point that is no pair of numbers."]);
    expect(otherLabels).toEqual(["Go Zone NaN"]);
  });

  test.each(["Go Zone", "go zone", "GO_ZONE", "go-zone", "gozone", " Go  Zone "])(
    "knows the label %j",
    (label) => {
      expect(parse([{ label }]).boxes).toHaveLength(1);
    },
  );

  test("refuses a shape whose points are no corners, whatever it is called", () => {
    for (const shape_type of ["linestrip", "points", "ellipse", "keypoints"]) {
      expect(parse([{ shape_type }])).toMatchObject({
        boxes: [],
        errors: [`A Go Zone was drawn as a ${shape_type}; it needs a rectangle.`],
      });
    }
  });

  test("reads sizes that are written as texts, and UTF-16 with its mark", () => {
    const text = labelMe([{}], { imageWidth: "64", imageHeight: "x" });
    const meant = { imageWidth: 64, imageHeight: null, boxes: [[8, 6, 40, 30]] };
    expect(parseLabelMe(Buffer.from(text), "Go Zone")).toMatchObject(meant);
    const wide = Buffer.from(`\ufeff${text}`, "utf16le");
    expect(parseLabelMe(wide, "Go Zone")).toMatchObject(meant);
    expect(parseLabelMe(wide.swap16(), "Go Zone")).toMatchObject(meant);
  });

  test("leaves other labels out, and names them", () => {
    expect(parse([{ label: "hook" }, {}, { label: "grasper" }, { label: "hook" }])).toMatchObject({
      boxes: [[8, 6, 40, 30]],
      otherLabels: ["hook", "grasper"],
    });
  });

  test("takes another label, in any script", () => {
    expect(parse([{ label: "安全区" }, {}], "安全区").boxes).toHaveLength(1);
    expect(parse([{ label: "hook" }], "hook").boxes).toHaveLength(1);
  });

  test("counts a box that was drawn twice once", () => {
    expect(parse([{}, {}])).toMatchObject({
      boxes: [[8, 6, 40, 30]],
      warnings: ["A Go Zone was drawn twice; it counts once."],
    });
  });

  test("refuses more boxes than anyone draws", () => {
    const many = Array.from({ length: 101 }, (_, x) => ({
      points: [
        [x, 0],
        [x + 1, 1],
      ],
    }));
    expect(parse(many).errors).toEqual(["There are 101 Go Zones; 100 are the most."]);
  });

  test.each([
    ["", "The file is not JSON"],
    ["{", "The file is not JSON"],
    ["[]", "not from LabelMe"],
    ["null", "not from LabelMe"],
    ['{"shapes": 3}', "not from LabelMe"],
    ["[".repeat(100_000), "The file is not JSON"],
  ])("refuses %j", (text, message) => {
    expect(() => parseLabelMe(Buffer.from(text), "Go Zone")).toThrow(message);
  });

  test("finds the box around corners, whichever way it was drawn", () => {
    const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true }).map((value) => value + 0);
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, coordinate, (x1, y1, x2, y2) => {
        fc.pre(x1 !== x2 && y1 !== y2);
        const { boxes } = parse([
          {
            points: [
              [x1, y1],
              [x2, y2],
            ],
          },
        ]);
        expect(boxes).toEqual([[Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]]);
      }),
    );
  });

  test("never throws anything but a sentence, whatever JSON it is given", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        try {
          parseLabelMe(
            Buffer.from(`{"shapes":[${json},{"label":"Go Zone","points":${json}}],"imageWidth":${json}}`),
            "Go Zone",
          );
        } catch (cause) {
          expect((cause as Error).message).toMatch(/^The file is not from LabelMe/);
        }
      }),
    );
  });

  test("gives the picture that is in the file", () => {
    const data = Buffer.from("a picture").toString("base64");
    expect(embeddedImage(Buffer.from(labelMe([{}], { imageData: data }))).toString()).toBe("a picture");
    expect(
      embeddedImage(Buffer.from(labelMe([{}], { imageData: `data:image/png;base64,${data}` }))).toString(),
    ).toBe("a picture");
    expect(() => embeddedImage(Buffer.from(labelMe()))).toThrow("holds no picture");
  });
});

describe.skipIf(!existsSync(REAL_DATA))("files that LabelMe and its relatives wrote", () => {
  const read = async (name: string, label: string) =>
    parseLabelMe(await readFile(path.join(REAL_DATA, "labelme", name)), label);

  test("of 2018: no version, no types, four points drawn by hand", async () => {
    const file = await read("2018-no-version-4-points.json", "person");
    expect(file).toMatchObject({
      imagePath: "2011_000003.jpg",
      hasImage: false,
      imageWidth: null,
      imageHeight: null,
    });
    expect(file.boxes).toEqual([
      [188, 107, 313, 329],
      [365, 85, 499, 335],
    ]);
    // The first is askew by a pixel and was taken as a polygon; the second is upright.
    expect(file.warnings).toHaveLength(1);
  });

  test("of version 4: two points, one of them with fractions", async () => {
    const file = await read("v4.0.0-2-points.json", "person");
    expect(file).toMatchObject({ imageWidth: 500, imageHeight: 338, warnings: [], errors: [] });
    expect(file.boxes).toEqual([
      [191, 107.36900369003689, 313, 329.36900369003695],
      [365, 83, 500, 333],
    ]);
  });

  test("of X-AnyLabeling: a rectangle of four points, as large as the picture", async () => {
    const file = await read("x-anylabeling-4-point-rectangle.json", "tag");
    expect(file).toMatchObject({
      boxes: [[0, 0, 1124, 750]],
      warnings: [],
      imageWidth: 1124,
      imageHeight: 750,
    });
  });

  test("with polygons", async () => {
    const file = await read("polygons-parent-relative-path.json", "grasper");
    expect(file.boxes).toHaveLength(3);
    expect(file.warnings).toEqual(["A Go Zone was drawn as a polygon; the box around it was taken."]);
    expect(file).toMatchObject({ imagePath: "img_dir/t80_VID03_000150.png", otherLabels: ["hook"] });
  });

  test("with an absolute Windows path, and no size", async () => {
    const file = await read("windows-absolute-path.json", "hook");
    expect(file.boxes).toHaveLength(1);
    expect(file).toMatchObject({ imageWidth: null, imageHeight: null });
    expect(file.imagePath).toMatch(/^C:/);
  });

  test("with a point, which is no box", async () => {
    const file = await read("backslash-relative-path.json", "TL");
    expect(file).toMatchObject({
      boxes: [],
      errors: ["A Go Zone was drawn as a point; it needs a rectangle."],
    });
  });
});
