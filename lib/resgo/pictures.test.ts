import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { readBundle } from "./read-bundle";
import {
  labelMe,
  picture,
  type TestFiles,
  takenOf,
  testFolder,
  writeSmallBundle,
} from "./testing/bundle-files";

const base = await testFolder();

async function read(changes: TestFiles) {
  const { samples, problems, ...bundle } = await readBundle(await writeSmallBundle(base, changes));
  return { ...bundle, samples, problems, taken: takenOf({ samples } as never) };
}

const noise = sharp({ create: { width: 64, height: 48, channels: 3, background: "#a05030" } });
const bigTiff = () => noise.clone().tiff({ bigtiff: true }).toBuffer();

describe("every file among the frames is read or named", () => {
  test.each<[string, () => Promise<Uint8Array>]>([
    ["000002.jfif", () => picture()],
    ["000002", () => picture()],
    ["frame_000002.download", () => picture()],
    ["000002.JPE", () => picture()],
    ["000002.bmp", () => picture()],
    ["000002.tf8", bigTiff],
    ["000002.tif", bigTiff],
  ])("%s is read by its content", async (name, make) => {
    const { taken } = await read({ "frames/V1/000002.jpg": null, [`frames/V1/${name}`]: await make() });
    expect(taken).toEqual(["V1/1", "V1/2", "V2/7"]);
  });

  test.each<[string, string]>([
    ["HEIC", "\0\0\0\x18ftypheic\0\0\0\0mif1heic"],
    ["GIF", "GIF89a\x01\0\x01\0"],
    ["BMP", "BM\x36\0\0\0\0\0\0\0\x36\0\0\0"],
    ["PDF", "%PDF-1.7"],
    ["SVG", '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["JPEG 2000", "\0\0\0\x0cjP  \r\n\x87\n"],
    ["JPEG XL", "\0\0\0\x0cJXL \r\n\x87\n"],
    ["DICOM", `${"\0".repeat(128)}DICM`],
    ["Netpbm", "P6\n1 1\n255\n"],
    ["video", "\0\0\0\x20ftypisom"],
    ["camera’s raw", "II*\0\x10\0\0\0CR\x02\0"],
    ["Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid"],
  ])("%s is named, whatever its ending", async (kind, content) => {
    const bytes = Buffer.from(content, "latin1");
    const sentence = `The file is of the kind ${kind}, which is not read. Save it as JPEG or PNG.`;
    const odd = await read({ "frames/V1/000002.jpg": null, "frames/V1/000002.odd": bytes });
    expect(odd.problems).toContainEqual(
      expect.objectContaining({ level: "error", file: "frames/V1/000002.odd", message: sentence }),
    );
    const called = await read({ "frames/V1/000002.jpg": bytes });
    expect(called.problems).toContainEqual(
      expect.objectContaining({ file: "frames/V1/000002.jpg", message: `V1, frame 2: ${sentence}` }),
    );
    expect([odd.taken, called.taken]).toEqual([
      ["V1/1", "V2/7"],
      ["V1/1", "V2/7"],
    ]);
  });

  test("what is no picture is named once a folder and ending", async () => {
    const { problems, taken } = await read({
      "frames/V1/notes.txt": "a note",
      "frames/V1/other.txt": "another",
      "frames/V1/empty": "",
    });
    expect(taken).toHaveLength(3);
    expect(problems.map(({ level, message }) => [level, message])).toEqual([
      ["warning", "1 file among the frames is no picture and was not read: frames/V1/empty."],
      [
        "warning",
        "2 files among the frames are no pictures and were not read: frames/V1/notes.txt, frames/V1/other.txt.",
      ],
    ]);
  });
});

test("colours of print are read", async () => {
  const cmyk = await noise.clone().toColourspace("cmyk").tiff().toBuffer();
  expect((await read({ "frames/V1/000002.tif": cmyk, "frames/V1/000002.jpg": null })).problems).toEqual([]);
});

test("of a file with several pictures the first is taken, and that is said", async () => {
  const pages = await sharp([await picture(), await picture(64, 48, "#203040")], { join: { animated: true } })
    .webp()
    .toBuffer();
  const { problems, taken } = await read({ "frames/V1/000002.jpg": null, "frames/V1/000002.webp": pages });
  expect(taken).toHaveLength(3);
  expect(problems.map(({ message }) => message)).toEqual([
    "V1, frame 2: the file holds 2 pictures, and the first was taken.",
  ]);
});

describe("EXIF data that turn a picture", () => {
  const turned = (orientation: number, width = 64, height = 48) =>
    sharp({ create: { width, height, channels: 3, background: "#a04030" } })
      .withMetadata({ orientation })
      .jpeg()
      .toBuffer();
  const said = async (orientation: number, size: [number, number], label: [number | null, number | null]) => {
    const [imageWidth, imageHeight] = label;
    const { problems } = await read({
      "frames/V1/000001.jpg": await turned(orientation, ...size),
      "labelme/V1/000001.json": labelMe(undefined, { imageWidth, imageHeight }),
    });
    return problems.map(({ level, file, message }) => [level, file, message]);
  };
  const doubt = [
    "warning",
    "frames/V1/000001.jpg",
    "V1: the EXIF data of 1 picture turn it, which some programs overlook when boxes are drawn. Look whether the boxes lie where they should: 1.",
  ];

  test.each([2, 3, 4])("are told where sizes agree either way (%i)", async (orientation) => {
    expect(await said(orientation, [64, 48], [64, 48])).toEqual([doubt]);
  });

  test.each([5, 6, 7, 8])("are told on squares and where labels have no size (%i)", async (orientation) => {
    expect(await said(orientation, [64, 64], [64, 64])).toEqual([doubt]);
    expect(await said(orientation, [64, 48], [null, null])).toEqual([doubt]);
  });

  test("are none to speak of where the labels have the upright size, and refuse boxes of the stored one", async () => {
    expect(await said(6, [48, 64], [64, 48])).toEqual([]);
    expect(await said(6, [64, 48], [64, 48])).toEqual([
      ["error", "labelme/V1/000001.json", expect.stringContaining("and its EXIF data turn it.")],
    ]);
    expect(await said(1, [64, 48], [64, 48])).toEqual([]);
  });
});
