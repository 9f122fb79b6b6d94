import { describe, expect, test } from "vitest";
import { pixelCount } from "@/lib/domain/no-go/pixel-runs";
import { errorsOf, labelMe, picture, testFolder } from "@/lib/resgo/testing/bundle-files";
import { framesOf, type MapInput, maskPicture, readFiles, toldOf } from "../testing/set-files";
import { BRUSH } from "../testing/sound-sets";

const base = await testFolder();
const MAP: MapInput = {
  categories: { dissect: "go zone", duct: { noGo: "common bile duct" }, tool: "leave out" },
  phases: { "calot dissection": "B" },
};

describe("CVAT for images", () => {
  const xml = (shapes: string, image = 'width="64" height="48"') => `<?xml version="1.0" encoding="utf-8"?>
<annotations>
  <version>1.1</version>
  <meta><task><id>7</id><name>lap &amp; chole</name><size>1</size><mode>annotation</mode>
    <labels>
      <label><name>dissect</name><color>#33ddff</color><type>any</type><attributes></attributes></label>
      <label><name>duct</name><type>any</type><attributes><attribute><name>structure</name></attribute></attributes></label>
      <label><name>tool</name><type>any</type></label>
    </labels></task></meta>
  <image id="0" name="VID03/frame_000012.jpg" subset="Train" ${image}>${shapes}</image>
</annotations>`;
  const read = async (shapes: string, image?: string) =>
    readFiles(
      base,
      { "annotations.xml": xml(shapes, image), "images/VID03/frame_000012.jpg": await picture() },
      MAP,
    );

  test("gives boxes, polygons and masks", async () => {
    const bundle = await read(`
      <box label="dissect" source="manual" occluded="0" xtl="8.00" ytl="6.25" xbr="40.00" ybr="30.00" z_order="0"></box>
      <box label="tool" occluded="0" xtl="0" ytl="0" xbr="9" ybr="9"></box>
      <polygon label="duct" source="manual" occluded="0" points="1.00,2.00;11.00,2.00;11.00,12.00" z_order="0">
        <attribute name="structure">left hepatic duct</attribute></polygon>
      <mask label="duct" source="manual" occluded="0" rle="1, 2, 1, 4, 1, 2, 1" left="10" top="20" width="4" height="3" z_order="0"></mask>
      <tag label="calot dissection" source="manual"></tag>`);
    expect(errorsOf(bundle)).toEqual([]);
    const [frame] = framesOf(bundle);
    expect(frame).toMatchObject({ id: "VID03/12", split: "train", phase: "B", boxes: [[8, 6.25, 40, 30]] });
    expect(frame!.noGo).toEqual([
      expect.objectContaining({
        name: "common bile duct",
        polygon: [
          [1, 2],
          [11, 2],
          [11, 12],
        ],
      }),
      // .##. / #### / .##. at column 10, row 20.
      { name: "common bile duct", counts: [10 * 48 + 21, 1, 46, 3, 45, 3, 46, 1, (64 - 14) * 48 + 26] },
    ]);
  });

  test("turns a box with its rotation", async () => {
    const bundle = await read('<box label="dissect" xtl="20" ytl="10" xbr="40" ybr="20" rotation="90.00"/>');
    expect(framesOf(bundle)[0]!.boxes[0]!.map((edge) => Math.round(edge * 1e6) / 1e6)).toEqual([
      25, 5, 35, 25,
    ]);
  });

  test.each([
    [
      '<mask label="duct" rle="1, 2, 900" left="1" top="1" width="4" height="3"/>',
      "the runs of the mask are damaged",
    ],
    [
      '<mask label="duct" rle="4" left="62" top="1" width="4" height="1"/>',
      "the mask lies outside the frame",
    ],
    ['<polygon label="duct" points="1,2;3"/>', "has a polygon without three corners"],
    ['<ellipse label="dissect" cx="9" cy="9" rx="3" ry="3"/>', "was drawn as a ellipse"],
    ['<box label="dissect" xtl="a" ytl="6" xbr="40" ybr="30"/>', "xtl is no number"],
  ])("refuses the frame of %s", async (shape, message) => {
    const bundle = await read(shape);
    expect(bundle.samples).toEqual([]);
    expect(errorsOf(bundle)[0]!.message).toContain(message);
  });

  test("refuses what was drawn on another size, the export for videos, and what is no XML", async () => {
    const other = await read(
      '<box label="dissect" xtl="1" ytl="1" xbr="9" ybr="9"/>',
      'width="1280" height="720"',
    );
    expect(errorsOf(other)[0]!.message).toContain("drawn on 1280 × 720 pixels, but the picture has 64 × 48");
    const video = '<annotations><track id="0" label="dissect"><box frame="0" xtl="1"/></track></annotations>';
    expect(
      errorsOf(await readFiles(base, { "a.xml": video, "1.jpg": await picture() }, MAP))[0]!.message,
    ).toContain("Export “CVAT for images 1.1” instead");
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>${xml("&c;").slice(38)}`;
    expect(
      errorsOf(await readFiles(base, { "a.xml": bomb, "1.jpg": await picture() }, MAP))[0]!.message,
    ).toContain("The file is no sound XML");
  });
});

describe("YOLO", () => {
  const pictures = async () => ({
    "images/train/video01_000166.jpg": await picture(64, 48, "#a04030"),
    "images/val/video02_000005.jpg": await picture(64, 48, "#a05030"),
  });

  test("gives boxes and polygons, with names of data.yaml", async () => {
    const bundle = await readFiles(
      base,
      {
        ...(await pictures()),
        "labels/train/video01_000166.txt": "0 0.5 0.5 0.25 0.5\n2 0.1 0.1 0.1 0.1\n",
        "labels/val/video02_000005.txt": "1 0.25 0.25 0.5 0.25 0.5 0.5\n",
        "data.yaml":
          "path: ../lap\ntrain: images/train\nval: images/val\n\nnc: 3\nnames:\n  0: dissect\n  1: duct # the bile's\n  2: tool\n",
      },
      MAP,
    );
    expect(errorsOf(bundle)).toEqual([]);
    expect(framesOf(bundle)).toEqual([
      { id: "video01/166", split: "train", phase: null, boxes: [[24, 12, 40, 36]], noGo: [] },
      {
        id: "video02/5",
        split: "train",
        phase: null,
        boxes: [],
        noGo: [
          expect.objectContaining({
            name: "common bile duct",
            polygon: [
              [16, 12],
              [32, 12],
              [32, 24],
            ],
          }),
        ],
      },
    ]);
  });

  test.each([
    ["data.yaml", "names: ['dissect', \"duct\", tool]\nnc: 3\n"],
    ["data.yaml", "names:\n- dissect\n- duct\n- tool\nnc: 3\n"],
    ["data.yml", "nc: 3\nnames: {0: dissect, 1: 'duct', 2: tool}\n"],
    ["data.yaml", "names: [\n  'dissect',\n  'duct', 'tool',\n]\nnc: 3\n"],
    ["classes.txt", "dissect\nduct\ntool\n"],
    ["obj.names", "dissect\r\nduct\r\ntool"],
  ])("reads the names of %s: %j", async (file, content) => {
    const bundle = await readFiles(
      base,
      { ...(await pictures()), "labels/train/video01_000166.txt": "0 0.5 0.5 0.25 0.5", [file]: content },
      MAP,
    );
    expect(errorsOf(bundle)).toEqual([]);
    expect(framesOf(bundle)[0]!.boxes).toHaveLength(1);
  });

  test("calls classes without names by their numbers", async () => {
    const files = {
      "obj_train_data/v1_2.jpg": await picture(),
      "obj_train_data/v1_2.txt": "0 0.5 0.5 0.25 0.5",
    };
    const bundle = await readFiles(base, files, { categories: { "0": "go zone" } });
    expect(framesOf(bundle)[0]).toMatchObject({ id: "v1/2", boxes: [[24, 12, 40, 36]] });
  });

  test.each([
    ["0 0.5 0.5 0.25 0.5 0.93", "has a confidence"],
    ["0 0.5 0.5 0.25", "has 3 numbers"],
    ["0 24 12 40 36", "is no line of YOLO’s"],
    ["0 0.5 0.5 0 0.5", "has an empty box"],
  ])("refuses the frame of %j", async (line, message) => {
    const files = {
      ...(await pictures()),
      "labels/train/video01_000166.txt": "0 0.5 0.5 0.25 0.5",
      "labels/val/video02_000005.txt": line,
      "classes.txt": "dissect\nduct\ntool\n",
    };
    const bundle = await readFiles(base, files, MAP);
    expect(bundle.samples).toHaveLength(1);
    expect(errorsOf(bundle)[0]!.message).toContain(message);
  });
});

describe("Label Studio", () => {
  const drawn = (type: string, label: string, value: object, more: object = {}) => ({
    ...{ id: "a1", type, from_name: "label", to_name: "image", original_width: 64, original_height: 48 },
    ...{ image_rotation: 0, origin: "manual", value: { ...value, [type]: [label] }, ...more },
  });
  const tasks = (result: object[], image = "/data/upload/1/0a1b2c3d-video05_000042.jpg") =>
    JSON.stringify([
      {
        id: 1,
        annotations: [{ id: 1, completed_by: 1, result, was_cancelled: false, ground_truth: false }],
        file_upload: "0a1b2c3d-video05_000042.jpg",
        data: { image },
        predictions: [],
      },
    ]);
  const read = async (result: object[], image?: string) =>
    readFiles(
      base,
      { "export.json": tasks(result, image), "images/video05_000042.jpg": await picture() },
      MAP,
    );

  test("gives rectangles, polygons, brushes and the phase that was chosen", async () => {
    const bundle = await read([
      drawn("rectanglelabels", "dissect", { x: 12.5, y: 25, width: 50, height: 50, rotation: 0 }),
      drawn(
        "polygonlabels",
        "duct",
        {
          points: [
            [50, 50],
            [75, 50],
            [75, 100],
          ],
          closed: true,
        },
        { meta: { text: ["CBD"] } },
      ),
      drawn("brushlabels", "duct", { format: "rle", rle: BRUSH }),
      {
        id: "c",
        type: "choices",
        from_name: "phase",
        to_name: "image",
        value: { choices: ["calot dissection"] },
      },
    ]);
    expect(errorsOf(bundle)).toEqual([]);
    const [frame] = framesOf(bundle);
    expect(frame).toMatchObject({ id: "video05/42", phase: "B", boxes: [[8, 12, 40, 36]] });
    expect(frame!.noGo[0]!.polygon).toEqual([
      [32, 24],
      [48, 24],
      [48, 48],
    ]);
    expect(pixelCount(frame!.noGo[1]!.counts)).toBe(35 * 20 + 10 * 3);
    expect(frame!.noGo[1]!.counts.slice(0, 4)).toEqual([5 * 48 + 10, 20, 28, 20]);
  });

  test.each([
    "http://localhost:8080/data/local-files/?d=frames%2Fvideo05_000042.jpg",
    "s3://bucket/set/video05_000042.jpg",
  ])("finds the picture of %s", async (image) => {
    const bundle = await read(
      [drawn("rectanglelabels", "dissect", { x: 0, y: 0, width: 50, height: 50 })],
      image,
    );
    expect(framesOf(bundle)).toHaveLength(1);
  });

  test("makes the box around a turned rectangle, which turns round its corner", async () => {
    const bundle = await read([
      drawn("rectanglelabels", "dissect", { x: 50, y: 50, width: 25, height: 25, rotation: 90 }),
    ]);
    expect(framesOf(bundle)[0]!.boxes[0]!.map((edge) => Math.round(edge * 1e6) / 1e6)).toEqual([
      20, 24, 32, 40,
    ]);
  });

  test.each([
    [
      drawn("brushlabels", "duct", { format: "rle", rle: BRUSH.slice(0, 40) }),
      "The runs of a brush are damaged",
    ],
    [
      drawn("brushlabels", "duct", { format: "rle", rle: [255, 255, 255, 252, 57, 27] }),
      "The brush was painted on",
    ],
    [drawn("rectanglelabels", "dissect", { x: "a" }), "x is no number"],
    [drawn("keypointlabels", "dissect", { x: 1, y: 1 }), "was drawn as keypointlabels"],
    [
      drawn("rectanglelabels", "dissect", { x: 0, y: 0, width: 9, height: 9 }, { image_rotation: 90 }),
      "was turned",
    ],
    [
      drawn("rectanglelabels", "dissect", { x: 0, y: 0, width: 9, height: 9 }, { original_width: 640 }),
      "drawn on 640 × 48",
    ],
  ])("refuses the frame of %j", async (result, message) => {
    const bundle = await read([result]);
    expect(bundle.samples).toEqual([]);
    expect(errorsOf(bundle)[0]!.message).toContain(message);
  });
});

describe("LabelMe without a workbook", () => {
  test("needs no map for Go Zones and No-Go Zones, and gives masks to the pixel", async () => {
    const mask = await maskPicture([".##.", "####"], { ".": 0, "#": 255 });
    const bundle = await readFiles(base, {
      "V7/000012.jpg": await picture(),
      "V7/000012.json": labelMe(
        [
          {},
          {
            ...{ label: "no-go_zone", shape_type: "mask", description: "cystic plate" },
            points: [
              [10, 20],
              [13, 21],
            ],
            ...{ mask: mask.toString("base64") },
          },
          { label: "grasper" },
        ],
        { imagePath: "000012.jpg" },
      ),
      "V7/000013.json": labelMe([{}], { imageData: (await picture(64, 48, "#a05030")).toString("base64") }),
    });
    expect(errorsOf(bundle)).toEqual([]);
    expect(framesOf(bundle)).toEqual([
      {
        ...{ id: "V7/12", split: null, phase: null, boxes: [[8, 6, 40, 30]] },
        noGo: [{ name: "cystic plate", counts: [10 * 48 + 21, 1, 46, 2, 46, 2, 47, 1, 50 * 48 + 26] }],
      },
      { id: "V7/13", split: null, phase: null, boxes: [[8, 6, 40, 30]], noGo: [] },
    ]);
    expect(toldOf(bundle)).toContainEqual(
      expect.stringContaining("Read as LabelMe (JSON), without a workbook"),
    );
  });

  test("takes other labels by a map", async () => {
    const bundle = await readFiles(
      base,
      {
        "frames/V7/000012.jpg": await picture(),
        "labelme/V7/000012.json": labelMe([{ label: "dissect" }, { label: "duct" }]),
      },
      MAP,
    );
    expect(framesOf(bundle)[0]).toMatchObject({
      id: "V7/12",
      boxes: [[8, 6, 40, 30]],
      noGo: [{ name: "common bile duct" }],
    });
  });
});
