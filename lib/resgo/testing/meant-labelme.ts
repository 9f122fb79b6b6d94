import fc from "fast-check";
import type { Box } from "@/lib/domain/geometry";

/** A LabelMe file with what whoever drew it meant. */
export type MeantLabelMe = {
  /** Where it lies in its bundle. */
  readonly file: string;
  readonly bytes: Buffer;
  readonly frame: number;
  readonly boxes: readonly Box[];
  /** What may keep it from being read; null where nothing may. */
  readonly hindrance: string | null;
};

export const MEANT_VIDEO = "V01";
/** The frames of the bundle. */
export const MEANT_FRAMES = [12, 166, 167, 2_000];
const WIDTH = 320;
const HEIGHT = 180;
const six = (frame: number): string => String(frame).padStart(6, "0");

const box: fc.Arbitrary<Box> = fc
  .tuple(
    fc.double({ min: 2, max: 200, noNaN: true }),
    fc.double({ min: 2, max: 100, noNaN: true }),
    fc.double({ min: 1, max: 100, noNaN: true }),
    fc.double({ min: 1, max: 70, noNaN: true }),
  )
  .map(([x, y, width, height]) => [x, y, x + width, y + height]);

type Point = readonly [number, number];
/** Ways to draw a box, all of which are read as it. */
const DRAWN: Readonly<
  Record<string, (box: Box) => { points: readonly Point[]; shape_type?: string | null }>
> = {
  "two points": ([x1, y1, x2, y2]) => ({
    points: [
      [x1, y1],
      [x2, y2],
    ],
    shape_type: "rectangle",
  }),
  "from the lower left": ([x1, y1, x2, y2]) => ({
    points: [
      [x1, y2],
      [x2, y1],
    ],
    shape_type: "rectangle",
  }),
  "four points": ([x1, y1, x2, y2]) => ({
    points: [
      [x2, y1],
      [x2, y2],
      [x1, y2],
      [x1, y1],
    ],
    shape_type: "rectangle",
  }),
  "a polygon": ([x1, y1, x2, y2]) => ({
    points: [
      [x1, y1],
      [x2, y1],
      [x2, y2],
      [x1, (y1 + y2) / 2],
      [x1, y2],
    ],
    shape_type: "polygon",
  }),
  "without a type": ([x1, y1, x2, y2]) => ({
    points: [
      [x1, y1],
      [x2, y2],
    ],
  }),
};

/** How the path of a picture is written, by the frame that is meant and another frame of the bundle. */
const PATHS: Readonly<Record<string, (frame: number, other: number) => string | null>> = {
  none: () => null,
  "in the bundle": (frame) => `../../frames/${MEANT_VIDEO}/${six(frame)}.jpg`,
  "in the bundle, by Windows": (frame) => `..\\..\\frames\\${MEANT_VIDEO}\\${six(frame)}.jpg`,
  "the name alone": (frame) => `${six(frame)}.jpg`,
  "another computer's": (frame) => `C:\\Users\\Å. Müller\\Desktop\\${six(frame)}.jpg`,
  "another system's": (frame) => `/home/a/frames/${six(frame)}.png`,
  "out of the bundle": (frame) => `../../../../${six(frame)}.jpg`,
  "a frame that is not there": () => "D:\\op\\000999.jpg",
  "no frame's": () => "/etc/passwd",
  "another frame's name": (_, other) => `${six(other)}.jpg`,
  "another frame, elsewhere": (_, other) => `E:\\${other}.png`,
};
const TORN = new Set(["another frame's name", "another frame, elsewhere"]);

const OWN_NAMES: readonly ((frame: number) => string)[] = [
  six,
  (frame) => `frame_${frame}`,
  (frame) => `${MEANT_VIDEO}_${six(frame)}`,
  (frame) => `${six(frame)}.jpg`,
];

/** What can happen to a file so that nobody knows what was meant. */
const SPOILT: Readonly<Record<string, (text: string) => string>> = {
  "a coordinate is none": (text) => text.replace(/"points":\[\[[^,]+/, '"points":[[NaN'),
  "a shape is a circle": (text) =>
    text.replace(/"shape_type":"(?:rectangle|polygon)"/, '"shape_type":"circle"'),
  "it was drawn in parts of the frame": (text) =>
    text.replaceAll(/"points":(\[\[.*?\]\])/g, (_, points: string) => {
      const parts = (JSON.parse(points) as Point[]).map(([x, y]) => [x / WIDTH, y / HEIGHT]);
      return `"points":${JSON.stringify(parts)}`;
    }),
  "it was drawn on another size": (text) => text.replace(`"imageWidth":${WIDTH}`, '"imageWidth":1920'),
  "the end is lost": (text) => text.slice(0, -20),
};

/** LabelMe files as several programs write them on several computers, and as they are after something has happened to them. */
export const meantLabelMe: fc.Arbitrary<MeantLabelMe> = fc
  .record({
    frames: fc.shuffledSubarray(MEANT_FRAMES, { minLength: 2, maxLength: 2 }),
    boxes: fc.array(box, { minLength: 1, maxLength: 4 }),
    drawn: fc.array(fc.constantFrom(...Object.keys(DRAWN)), { minLength: 4, maxLength: 4 }),
    label: fc.constantFrom("Go Zone", "go_zone", "GO-ZONE", " Go  Zone "),
    others: fc.boolean(),
    path: fc.constantFrom(...Object.keys(PATHS)),
    own: fc.constantFrom(...OWN_NAMES),
    beside: fc.boolean(),
    encoding: fc.constantFrom("utf8", "utf8 with mark", "utf16le"),
    sides: fc.constantFrom("numbers", "texts", "none"),
    spoilt: fc.option(fc.constantFrom(...Object.keys(SPOILT))),
  })
  .map(({ frames, boxes, drawn, label, others, path, own, beside, encoding, sides, spoilt }) => {
    const [frame, other] = frames as [number, number];
    const shapes = boxes.map((box, index) => ({ label, ...DRAWN[drawn[index]!]!(box), flags: {} }));
    const noise = { label: "hook", points: [[3, 4]], shape_type: "point" };
    const side = (length: number) => (sides === "texts" ? String(length) : length);
    const written = JSON.stringify({
      version: "5.4.1",
      shapes: others ? [...shapes, noise] : shapes,
      imagePath: PATHS[path]!(frame, other),
      imageData: null,
      ...(sides === "none" ? {} : { imageHeight: side(HEIGHT), imageWidth: side(WIDTH) }),
    });
    const text = spoilt === null ? written : SPOILT[spoilt]!(written);
    // A path to a picture of the bundle is believed before a file's own name.
    const isPath = beside && path === "another frame's name";
    const torn = TORN.has(path) && !isPath ? "the picture's name is another frame's" : null;
    const mark = encoding === "utf8" ? "" : "\ufeff";
    return {
      file: `${beside ? "frames" : "labelme"}/${MEANT_VIDEO}/${own(frame)}.json`,
      bytes: Buffer.from(mark + text, encoding === "utf16le" ? "utf16le" : "utf8"),
      frame: isPath ? other : frame,
      boxes,
      hindrance: text === written ? torn : spoilt,
    };
  });
