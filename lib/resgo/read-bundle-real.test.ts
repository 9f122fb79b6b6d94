import { existsSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readBundle } from "./read-bundle";
import { errorsOf, HEADER, picture, REAL_DATA, TEXTS, testFolder, writeFiles } from "./testing/bundle-files";

const base = await testFolder();

describe.skipIf(!existsSync(REAL_DATA))("real files", () => {
  test("real-frames comes in whole", async () => {
    const bundle = await readBundle(path.join(REAL_DATA, "real-frames"));
    expect(bundle).toMatchObject({ name: "real-frames", problems: [], refused: [] });
    expect(bundle.samples).toHaveLength(15);
    expect(new Set(bundle.samples.map(({ video }) => video)).size).toBe(6);
  });

  /** Puts a real LabelMe file into a bundle of its own, with a picture of the right size where it looks for one. */
  async function withLabelMe(
    name: string,
    label: string,
    at: string,
    pictures: Record<string, [number, number]>,
  ) {
    const files: Record<string, string | Uint8Array> = {
      [at]: await readFile(path.join(REAL_DATA, "labelme", name)),
      "annotations.csv": `Video,${HEADER}\nV1,3,A,"${TEXTS.join('","')}"\n`,
    };
    for (const [file, [width, height]] of Object.entries(pictures))
      files[file] = await picture(width, height);
    return readBundle(await writeFiles(await mkdtemp(path.join(base, "real-")), files), { label });
  }

  test.each<[string, string, string, Record<string, [number, number]>, number]>([
    [
      "2018-no-version-4-points.json",
      "person",
      "labelme/V1/000003.json",
      { "frames/V1/000003.jpg": [500, 375] },
      2,
    ],
    [
      "2018-no-version-4-points.json",
      "person",
      "frames/V1/2011_000003.json",
      { "frames/V1/2011_000003.jpg": [500, 375] },
      2,
    ],
    [
      "v4.0.0-2-points.json",
      "person",
      "frames/V1/000003.json",
      { "frames/V1/2011_000003.jpg": [500, 338] },
      2,
    ],
    [
      "x-anylabeling-4-point-rectangle.json",
      "tag",
      "labelme/V1/frame_3.json",
      { "frames/V1/3.jpg": [1124, 750] },
      1,
    ],
    [
      "polygons-parent-relative-path.json",
      "grasper",
      "labelme/V1/3.json",
      { "frames/V1/3.png": [854, 480] },
      3,
    ],
    [
      "polygons-parent-relative-path.json",
      "hook",
      "labelme/V1/3.json",
      { "labelme/V1/img_dir/t80_VID03_000003.png": [854, 480], "frames/V1/3.png": [854, 480] },
      1,
    ],
    ["windows-absolute-path.json", "hook", "labelme/V1/3.json", { "frames/V1/3.png": [854, 480] }, 1],
  ])("%s (%s, as %s)", async (name, label, at, pictures, boxes) => {
    const bundle = await withLabelMe(name, label, at, pictures);
    expect(errorsOf(bundle)).toEqual([]);
    expect(bundle.samples).toMatchObject([{ video: "V1", frame: 3 }]);
    expect(bundle.samples[0]!.boxes).toHaveLength(boxes);
  });

  test("of a Windows path the base name is found among the frames of the video", async () => {
    const bundle = await withLabelMe("windows-absolute-path.json", "hook", "labelme/V1/anything.json", {
      "frames/V1/t50_VID01_000631.png": [854, 480],
    });
    expect(bundle.refused).toMatchObject([
      { video: "V1", frame: 3 },
      { video: "V1", frame: 631 },
    ]);
    expect(errorsOf(bundle).map(({ message }) => message)).toContainEqual(
      expect.stringContaining("V1, frame 631: no row"),
    );
  });

  test("backslash-relative-path.json is refused: a point is no box", async () => {
    const bundle = await withLabelMe("backslash-relative-path.json", "TL", "labelme/V1/3.json", {
      "labelme/V1/parent/stem.jpg": [512, 512],
    });
    expect(bundle.samples).toEqual([]);
    expect(errorsOf(bundle)).toMatchObject([
      {
        file: "labelme/V1/3.json",
        message: "V1, frame 3: A Go Zone was drawn as a point; it needs a rectangle.",
      },
    ]);
  });

  test("a size that isn't the picture's is refused", async () => {
    const bundle = await withLabelMe("v4.0.0-2-points.json", "person", "labelme/V1/3.json", {
      "frames/V1/3.jpg": [500, 375],
    });
    expect(errorsOf(bundle)).toMatchObject([
      { message: expect.stringContaining("drawn on 500 × 338 pixels, but the picture has 500 × 375") },
    ]);
  });
});
