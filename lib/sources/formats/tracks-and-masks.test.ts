import { describe, expect, test } from "vitest";
import { readyMap } from "@/lib/domain/sources/ready-maps";
import { errorsOf, picture, testFolder } from "@/lib/resgo/testing/bundle-files";
import { framesOf, maskPicture, readFiles, toldOf } from "../testing/set-files";

const base = await testFolder();

/** A mask of 64 × 48 pixels: background, a block of liver, one of gallbladder, and the white line round it. */
const watershed = () =>
  maskPicture(
    Array.from({ length: 48 }, (_, y) =>
      Array.from({ length: 64 }, (_, x) =>
        x === 0 ? "w" : y < 10 && x < 20 ? "l" : y > 30 && x > 40 ? "g" : "b",
      ).join(""),
    ),
    { b: 50, l: 21, g: 22, w: 255 },
  );

const seg8k = async () => ({
  "video01/video01_00080/frame_80_endo.png": await picture(64, 48, "#a04030"),
  "video01/video01_00080/frame_80_endo_mask.png": await watershed(),
  "video01/video01_00080/frame_80_endo_watershed_mask.png": await watershed(),
  "video01/video01_00080/frame_80_endo_color_mask.png": await picture(64, 48, "#7f7f7f"),
  "video01/video01_00080/frame_81_endo.png": await picture(64, 48, "#a05030"),
  "video01/video01_00080/frame_81_endo_watershed_mask.png": await watershed(),
  "video09/video09_01301/frame_1301_endo.png": await picture(64, 48, "#a06030"),
  "video09/video09_01301/frame_1301_endo_watershed_mask.png": await watershed(),
});
const LIVER = { name: "liver", counts: [48, ...Array(18).fill([10, 38]).flat(), 10, 38 + 44 * 48] };

/** A track as Cholec80 has it: a line a frame, 25 a second. */
const track = (phases: readonly (readonly [string, number])[]): string => {
  const names = phases.flatMap(([name, count]) => Array<string>(count).fill(name));
  return ["Frame\tPhase", ...names.map((name, frame) => `${frame}\t${name}`), ""].join("\r\n");
};

describe("CholecSeg8k", () => {
  test("comes in by its ready map, with the phases of Cholec80 beside it", async () => {
    const bundle = await readFiles(
      base,
      {
        ...(await seg8k()),
        "phase_annotations/video01-phase.txt": track([
          ["Preparation", 81],
          ["CalotTriangleDissection", 10],
        ]),
      },
      readyMap("cholecseg8k"),
    );
    expect(errorsOf(bundle)).toEqual([]);
    expect(framesOf(bundle)).toEqual([
      { id: "video01/80", split: null, phase: "A", boxes: [], noGo: [LIVER] },
      { id: "video01/81", split: null, phase: "B", boxes: [], noGo: [LIVER] },
      { id: "video09/1301", split: null, phase: null, boxes: [], noGo: [LIVER] },
    ]);
  });

  test("asks for a map, and says what there is", async () => {
    const bundle = await readFiles(base, await seg8k());
    expect(bundle.unusable).toBe(true);
    expect(errorsOf(bundle)[0]!.message).toContain("a map must say what becomes of which");
    expect(errorsOf(bundle)[0]!.message).toContain("Hepatic Vein");
  });

  test("a mask of another size, and one that is damaged, refuse their frames alone", async () => {
    const bundle = await readFiles(
      base,
      {
        ...(await seg8k()),
        "video01/video01_00080/frame_80_endo_watershed_mask.png": await maskPicture(["bb"], { b: 50 }),
        "video01/video01_00080/frame_81_endo_watershed_mask.png": Buffer.from("\x89PNG no picture"),
      },
      readyMap("cholecseg8k"),
    );
    expect(framesOf(bundle).map(({ id }) => id)).toEqual(["video09/1301"]);
    expect(errorsOf(bundle).map(({ message }) => message)).toEqual([
      expect.stringContaining("The mask has 2 × 1 pixels, and the picture 64 × 48"),
      expect.stringContaining("The mask is damaged"),
    ]);
  });
});

describe("tracks of phases", () => {
  test("give the pictures of their videos their phases, one number a second where the map says so", async () => {
    const files = {
      "frames/video01/video01_000000.png": await picture(64, 48, "#a04030"),
      "frames/video01/video01_000001.png": await picture(64, 48, "#a05030"),
      "frames/video01/video01_000002.png": await picture(64, 48, "#a06030"),
      "frames/video01/video01_000003.png": await picture(64, 48, "#a07030"),
      "frames/video02/video02_000001.png": await picture(64, 48, "#a08030"),
      "phase_annotations/video01-phase.txt": track([
        ["Preparation", 26],
        ["ClippingCutting", 30],
        ["GallbladderPackaging", 30],
      ]),
      "tool_annotations/video01-tool.txt": "Frame\tGrasper\tBipolar\n0\t1\t0\n",
    };
    const bundle = await readFiles(base, files, { ...readyMap("cholec80")!, frameRate: 1 });
    expect(framesOf(bundle).map(({ id, phase }) => [id, phase])).toEqual([
      ["video01/0", "A"],
      ["video01/1", "A"],
      ["video01/2", "C"],
    ]);
    expect(toldOf(bundle)).toContainEqual(
      expect.stringContaining("1 frame is of a phase that the map leaves out"),
    );
    const asInTheTrack = await readFiles(base, files, readyMap("cholec80"));
    expect(framesOf(asInTheTrack).map(({ phase }) => phase)).toEqual(["A", "A", "A", "A"]);
  });

  test("CholecT50’s JSON says them frame by frame", async () => {
    const triplet = (phase: number) => [[17, 0, 1, -1, -1, -1, -1, 1, 0, -1, -1, -1, -1, -1, phase]];
    const labels = {
      video: 1,
      fps: 1,
      num_frames: 3,
      categories: {
        triplet: { "17": "grasper,retract,gallbladder" },
        phase: { "0": "preparation", "1": "carlot-triangle-dissection", "4": "gallbladder-packaging" },
      },
      annotations: { "0": triplet(0), "1": triplet(1), "2": triplet(4) },
    };
    const bundle = await readFiles(
      base,
      {
        "videos/VID01/000000.png": await picture(64, 48, "#a04030"),
        "videos/VID01/000001.png": await picture(64, 48, "#a05030"),
        "videos/VID01/000002.png": await picture(64, 48, "#a06030"),
        "labels/VID01.json": JSON.stringify(labels),
        "label_mapping.txt": "0,0,2,0,2,0\n1,0,2,1,2,1\n",
      },
      readyMap("cholect50"),
    );
    expect(framesOf(bundle).map(({ id, phase }) => [id, phase])).toEqual([
      ["VID01/0", "A"],
      ["VID01/1", "B"],
    ]);
  });

  test("a phase that is spelt wrongly in the map is named with those there are", async () => {
    const bundle = await readFiles(
      base,
      {
        "frames/video01/1.png": await picture(),
        "video01-phase.txt": track([["Preparation", 5]]),
      },
      { phases: { Preparatoin: "A" } },
    );
    expect(errorsOf(bundle)[0]!.message).toBe(
      "The map names phases that aren’t there: Preparatoin. There are: Preparation.",
    );
  });
});
