import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import type { Box } from "@/lib/domain/geometry";
import { PHASES, type Phase } from "@/lib/domain/phases";
import { HEADER, labelMe, type TestCell, workbook, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { fitTrainSplit } from "./fit/fit-train-split";

export const FRAME = { width: 320, height: 180 } as const;

const FIELD: Readonly<Record<Phase, string>> = { A: "#c9a24a", B: "#a8483a", C: "#7a5a8a", D: "#4a2420" };

/** Videos of the train split, then of the test split. */
const TRAIN = ["T1", "T2", "T3"] as const;
const TEST = ["U1", "U2"] as const;

type PaintedFrame = {
  readonly video: string;
  readonly frame: number;
  readonly phase: Phase;
  readonly zone: Box;
};

/** Two frames of each phase in each video: the field's colour tells the phase, a pale patch somewhere the zone. */
export const paintedFrames: readonly PaintedFrame[] = [...TRAIN, ...TEST].flatMap((video, v) =>
  PHASES.flatMap((phase, p) =>
    [0, 1].map((which) => {
      const frame = 10 * (p + 1) + which;
      const x = 40 + ((v * 71 + p * 53 + which * 97) % 200);
      const y = 20 + ((v * 37 + p * 29 + which * 61) % 90);
      return { video, frame, phase, zone: [x, y, x + 64, y + 44] as const };
    }),
  ),
);

export const testFrames = paintedFrames.filter(({ video }) => video.startsWith("U"));

/** A frame's picture. Its light changes a little from video to video and from frame to frame. */
export async function paint({ video, frame, phase, zone }: PaintedFrame, patch = "#e8e0c0"): Promise<Buffer> {
  const [x1, y1, x2, y2] = zone;
  const light = 0.08 * Number(video.at(-1)) + 0.03 * (frame % 10);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${FRAME.width}" height="${FRAME.height}">
    <rect width="100%" height="100%" fill="${FIELD[phase]}"/>
    <rect width="100%" height="100%" fill="black" opacity="${light}"/>
    <rect x="${x1}" y="${y1}" width="${x2 - x1}" height="${y2 - y1}" fill="${patch}"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** How a video of the test split may differ from how it is painted here. */
type TestSplitChanges = { readonly patch?: string; readonly phase?: Phase; readonly text?: string };

/** Writes the painted frames as a bundle into a folder of its own below another. */
export async function writePaintedBundle(below: string, changes: TestSplitChanges = {}): Promise<string> {
  const files: Record<string, string | Uint8Array> = {
    "splits.csv": `video,split\n${[...TRAIN.map((v) => `${v},train`), ...TEST.map((v) => `${v},test`)].join("\n")}\n`,
    "dataset.json": JSON.stringify({ name: "Painted frames" }),
  };
  const sheets: Record<string, TestCell[][]> = {};
  for (const painted of paintedFrames) {
    const { video, frame, phase, zone } = painted;
    const changed = TEST.some((name) => name === video) ? changes : {};
    const [x1, y1, x2, y2] = zone;
    const points = [
      [x1, y1],
      [x2, y2],
    ];
    files[`frames/${video}/${frame}.png`] = await paint(painted, changed.patch);
    files[`labelme/${video}/${frame}.json`] = labelMe([{ points }], {
      imageWidth: FRAME.width,
      imageHeight: FRAME.height,
    });
    const text = (part: string) => `${changed.text ?? ""}${part} of ${video}, frame ${frame}.`;
    const row = [
      frame,
      changed.phase ?? phase,
      text("Location"),
      text("Exposure"),
      text("Next action"),
      text("Risk"),
    ];
    sheets[video] = [...(sheets[video] ?? [HEADER]), row];
  }
  files["annotations.xlsx"] = await workbook(sheets);
  return writeFiles(await mkdtemp(path.join(below, "painted-")), files);
}

export function fitPaintedBundle(folder: string) {
  return fitTrainSplit(folder, () => {});
}
