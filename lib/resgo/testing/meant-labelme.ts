import fc from "fast-check";
import type { Box } from "@/lib/domain/geometry";
import {
  type PixelRuns,
  pixelCount,
  runsOfBitmap,
  runsOfCircle,
  runsOfPolygon,
} from "@/lib/domain/no-go/pixel-runs";
import { pointsOf } from "@/lib/domain/no-go/region";
import { greyPng } from "./grey-png";

/** A LabelMe file with what whoever drew it meant. */
export type MeantLabelMe = {
  /** Where it lies in its bundle. */
  readonly file: string;
  readonly bytes: Buffer;
  readonly frame: number;
  readonly boxes: readonly Box[];
  /** The No-Go regions: their names and their pixels. */
  readonly noGo: readonly { readonly name: string | null; readonly counts: PixelRuns }[];
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

type MeantRegion = {
  readonly shape: Readonly<Record<string, unknown>>;
  readonly counts: PixelRuns;
};

const FRAME = { width: WIDTH, height: HEIGHT };
const corner = fc.tuple(
  fc.double({ min: -40, max: WIDTH + 40, noNaN: true }),
  fc.double({ min: -40, max: HEIGHT + 40, noNaN: true }),
);

const polygonRegion: fc.Arbitrary<MeantRegion> = fc
  .array(corner, { minLength: 3, maxLength: 30 })
  .map((points) => ({
    shape: { points, shape_type: "polygon" },
    counts: runsOfPolygon(pointsOf(points), FRAME),
  }));

const rectangleRegion: fc.Arbitrary<MeantRegion> = fc.tuple(corner, corner).map(([[x1, y1], [x2, y2]]) => ({
  shape: {
    points: [
      [x1, y1],
      [x2, y2],
    ],
    shape_type: "rectangle",
  },
  counts: runsOfPolygon(
    [
      { x: x1, y: y1 },
      { x: x2, y: y1 },
      { x: x2, y: y2 },
      { x: x1, y: y2 },
    ],
    FRAME,
  ),
}));

const circleRegion: fc.Arbitrary<MeantRegion> = fc.tuple(corner, corner).map(([centre, edge]) => ({
  shape: { points: [centre, edge], shape_type: "circle" },
  counts: runsOfCircle(
    { x: centre[0], y: centre[1] },
    Math.hypot(edge[0] - centre[0], edge[1] - centre[1]),
    FRAME,
  ),
}));

/** A mask of 1 or 255, as LabelMe and its relatives write them, that may leave the frame. */
const maskRegion: fc.Arbitrary<MeantRegion> = fc
  .record({
    left: fc.integer({ min: -20, max: WIDTH - 1 }),
    top: fc.integer({ min: -20, max: HEIGHT - 1 }),
    width: fc.integer({ min: 1, max: 60 }),
    height: fc.integer({ min: 1, max: 40 }),
    every: fc.integer({ min: 1, max: 7 }),
    inside: fc.constantFrom(1, 255),
  })
  .map(({ left, top, width, height, every, inside }) => {
    const pixels = Uint8Array.from({ length: width * height }, (_, at) =>
      (at * 7919 + Math.floor(at / width)) % every === 0 ? inside : 0,
    );
    const bitmap = new Uint8Array(WIDTH * HEIGHT);
    for (const [at, pixel] of pixels.entries()) {
      const [x, y] = [left + (at % width), top + Math.floor(at / width)];
      if (pixel !== 0 && x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT) bitmap[y * WIDTH + x] = 1;
    }
    const points = [
      [left, top],
      [left + width - 1, top + height - 1],
    ];
    const mask = greyPng(pixels, { width, height }).toString("base64");
    return { shape: { points, shape_type: "mask", mask }, counts: runsOfBitmap(bitmap, FRAME) };
  });

const region = fc.record({
  label: fc.constantFrom("No-Go Zone", "no go zone", "NO_GO_ZONE", " nogo  zone"),
  name: fc.option(fc.constantFrom("common bile duct", "liver bed", "胆总管")),
  drawn: fc.oneof(polygonRegion, rectangleRegion, circleRegion, maskRegion),
});

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
  "a Go Zone is a circle": (text) =>
    text.replace(/"shape_type":"(?:rectangle|polygon)","flags"/, '"shape_type":"circle","flags"'),
  "it was drawn in parts of the frame": (text) =>
    text.replaceAll(/"points":(\[\[.*?\]\])/g, (_, points: string) => {
      const parts = (JSON.parse(points) as Point[]).map(([x, y]) => [x / WIDTH, y / HEIGHT]);
      return `"points":${JSON.stringify(parts)}`;
    }),
  "it was drawn on another size": (text) => text.replace(`"imageWidth":${WIDTH}`, '"imageWidth":1920'),
  "the end is lost": (text) => text.slice(0, -20),
  "a mask is cut short": (text) =>
    text.replace(/"mask":"([^"]{40})[^"]*"/, (_, begin: string) => `"mask":"${begin}"`),
  "a mask is no picture": (text) => text.replace(/"mask":"[^"]{4}/, '"mask":"AAAA'),
  "a mask is lost": (text) => text.replace(/"mask":"[^"]*"/, '"mask":null'),
  "a circle has a centre alone": (text) =>
    text.replace(
      /"points":\[(\[[^\]]*\]),\[[^\]]*\]\],"shape_type":"circle"/,
      '"points":[$1],"shape_type":"circle"',
    ),
  "a region lies outside": (text) =>
    text.replace(
      /"points":\[\[[^\]]*\],\[[^\]]*\]\],"shape_type":"circle"/,
      '"points":[[900,900],[905,900]],"shape_type":"circle"',
    ),
};

/** LabelMe files as several programs write them on several computers, and as they are after something has happened to them. */
export const meantLabelMe: fc.Arbitrary<MeantLabelMe> = fc
  .record({
    frames: fc.shuffledSubarray(MEANT_FRAMES, { minLength: 2, maxLength: 2 }),
    boxes: fc.array(box, { minLength: 1, maxLength: 4 }),
    drawn: fc.array(fc.constantFrom(...Object.keys(DRAWN)), { minLength: 4, maxLength: 4 }),
    regions: fc.array(region, { maxLength: 3 }),
    label: fc.constantFrom("Go Zone", "go_zone", "GO-ZONE", " Go  Zone "),
    others: fc.boolean(),
    path: fc.constantFrom(...Object.keys(PATHS)),
    own: fc.constantFrom(...OWN_NAMES),
    beside: fc.boolean(),
    encoding: fc.constantFrom("utf8", "utf8 with mark", "utf16le"),
    sides: fc.constantFrom("numbers", "texts", "none"),
    spoilt: fc.option(fc.constantFrom(...Object.keys(SPOILT))),
  })
  .map(({ frames, boxes, regions, drawn, label, others, path, own, beside, encoding, sides, spoilt }) => {
    const [frame, other] = frames as [number, number];
    const shapes = boxes.map((box, index) => ({ label, ...DRAWN[drawn[index]!]!(box), flags: {} }));
    const noGo = regions.map((each) => ({ label: each.label, description: each.name, ...each.drawn.shape }));
    const isEmpty = regions.some((each) => pixelCount(each.drawn.counts) === 0);
    const noise = { label: "hook", points: [[3, 4]], shape_type: "point" };
    const side = (length: number) => (sides === "texts" ? String(length) : length);
    const written = JSON.stringify({
      version: "5.4.1",
      shapes: others ? [...shapes, noise, ...noGo] : [...shapes, ...noGo],
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
      noGo: regions.map(({ name, drawn: { counts } }) => ({ name, counts })),
      hindrance: text === written ? (torn ?? (isEmpty ? "a region covers no pixel" : null)) : spoilt,
    };
  });
