import type { ClipType } from "@/lib/domain/clips/clip";
import { type Box, distinctBoxes, type Size } from "@/lib/domain/geometry";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { englishPhaseNames, type Phase } from "@/lib/domain/phases";
import type { Rationale } from "@/lib/domain/rationale";
import { workbookText } from "@/lib/domain/text/workbook-text";
import { t } from "@/lib/language/t";
import type { DatasetInfo } from "./dataset-info";
import { GO_ZONE_LABEL } from "./labelme";
import type { FrameKey } from "./layout";
import { BundleError } from "./list-files";
import { shapeOfRegion } from "./no-go-shapes";
import type { PictureFormat } from "./picture";
import type { Split } from "./splits";

/** A case as it is written into a bundle. */
export type WrittenCase = FrameKey &
  Size & {
    readonly format: PictureFormat;
    readonly phase: Phase | null;
    readonly boxes: readonly Box[];
    readonly noGo: readonly NoGoRegion[];
    readonly rationale: Rationale;
    /** When the frame is shown in the recording, in microseconds. */
    readonly timeUs: number | null;
    /** What its clip is, where it has one. */
    readonly clipType: ClipType | null;
  };

const ENDINGS: Readonly<Record<PictureFormat, string>> = {
  jpeg: "jpg",
  png: "png",
  webp: "webp",
  avif: "avif",
  tiff: "tif",
};

/** A name that would be another folder, or none, where it is unpacked. */
const UNUSABLE = /^\.|[/\\]|^$/;

/** Where a case's picture, its boxes and its clip stand in a bundle. @throws BundleError where its video can't be a folder */
export function pathsOf({
  video,
  frame,
  format,
  clipType,
}: Pick<WrittenCase, "video" | "frame" | "format" | "clipType">): {
  readonly picture: string;
  readonly labelme: string;
  readonly clip: string | null;
} {
  if (UNUSABLE.test(video)) throw new BundleError(t`The video “${video}” can’t be written as a folder.`);
  const name = String(frame).padStart(6, "0");
  return {
    picture: `frames/${video}/${name}.${ENDINGS[format]}`,
    labelme: `labelme/${video}/${name}.json`,
    clip: clipType && `clips/${video}/${name}.${clipType}`,
  };
}

/** The boxes and regions of a case as LabelMe writes them: coordinates to the last digit, regions to the pixel. */
export async function labelMeText(written: WrittenCase): Promise<string> {
  const { picture } = pathsOf(written);
  const zones = distinctBoxes(written.boxes).map(([x1, y1, x2, y2]) => ({
    label: GO_ZONE_LABEL,
    points: [
      [x1, y1],
      [x2, y2],
    ],
    group_id: null,
    description: "",
    shape_type: "rectangle",
    flags: {},
  }));
  const regions = await Promise.all(written.noGo.map((region) => shapeOfRegion(region, written)));
  const content = {
    version: "5.4.1",
    flags: {},
    shapes: [...zones, ...regions],
    imagePath: `../../${picture}`,
    imageData: null,
    imageHeight: written.height,
    imageWidth: written.width,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const HEADER = ["Video", "Frame", "Phase", "Anatomic", "Reasoning", "Next step", "Risk reminder"];
const WIDTHS = [12, 10, 40, 50, 50, 50, 50];
/** Of the frame in its recording: the last column, where any is known. */
const TIME = { name: "Microseconds", width: 16 };
/** A spreadsheet keeps 15 digits of a number. */
const LONGEST_NUMBER = 999_999_999_999_999;

/** The workbook of a bundle: the phase and the texts of every case, a row each. */
export async function workbookBytes(cases: readonly WrittenCase[]): Promise<Uint8Array> {
  const isRecorded = cases.some(({ timeUs }) => timeUs !== null);
  const rows = cases.map(({ video, frame, phase, rationale, timeUs }) => [
    cell(video),
    frame,
    phase === null ? null : `Phase ${phase} - ${englishPhaseNames[phase]}`,
    ...[rationale.location, rationale.exposure, rationale.nextAction, rationale.criticalRisk].map(cell),
    ...(isRecorded ? [timeUs !== null && timeUs > LONGEST_NUMBER ? String(timeUs) : timeUs] : []),
  ]);
  // Loaded where one is written: what else is in this file, more commands need.
  const { writeXlsx } = await import("hucre");
  return writeXlsx({
    sheets: [
      {
        name: "Annotations",
        columns: [...WIDTHS, ...(isRecorded ? [TIME.width] : [])].map((width) => ({ width })),
        rows: [[...HEADER, ...(isRecorded ? [TIME.name] : [])], ...rows],
        freezePane: { rows: 1 },
      },
    ],
  });
}

const cell = (text: string): string | null => (text === "" ? null : workbookText(text));

/**
 * `splits.csv`; null where no video is in a split. It is read back: an apostrophe before a name that looks like a formula,
 * as exports for spreadsheets have it, would be another name.
 */
export function splitsText(
  videos: readonly { readonly name: string; readonly split: Split | null }[],
): string | null {
  const lines = videos.flatMap(({ name, split }) => (split ? [`${csvField(name)},${split}`] : []));
  return lines.length === 0 ? null : `${["video,split", ...lines].join("\n")}\n`;
}

const csvField = (text: string): string =>
  /[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** `dataset.json`: what is known of the dataset. */
export function datasetText(info: DatasetInfo): string {
  const known = Object.fromEntries(Object.entries(info).filter(([, value]) => value !== null));
  return `${JSON.stringify(known, null, 2)}\n`;
}

/** `TERMS.txt`, of a dataset whose terms forbid to hand it on: for whoever finds the files without having asked for them. */
export function termsText({
  name,
  licence,
  citation,
}: Pick<DatasetInfo, "licence" | "citation"> & { readonly name: string }): string {
  const lines = [
    t`${name}: not to be handed on. The terms of this dataset forbid to share it: keep these files within your institution.`,
    licence === null ? t`Its licence was not given.` : t`Licence: ${licence}`,
    ...(citation === null ? [] : [t`To be cited as: ${citation}`]),
  ];
  return `${lines.join("\n\n")}\n`;
}
