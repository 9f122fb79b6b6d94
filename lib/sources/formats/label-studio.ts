import path from "node:path";
import { z } from "zod";
import type { Box, Point, Size } from "@/lib/domain/geometry";
import { runsOfBitmap } from "@/lib/domain/no-go/pixel-runs";
import { plainName } from "@/lib/domain/text/plain-text";
import { plural, t } from "@/lib/language/t";
import { parseJson } from "@/lib/resgo/dataset-info";
import { isNamedAsPicture } from "@/lib/resgo/layout";
import { BundleError, readWhole } from "@/lib/resgo/list-files";
import { warning } from "@/lib/resgo/problem";
import type { Folder } from "../folder";
import { joinSets } from "../join-sets";
import { splitOfPath } from "../place-frame";
import { placedPictures } from "../placed-pictures";
import { refuseOtherSize } from "../same-size";
import type { Mark, SourceFormat, SourceFrame, SourceSet } from "../source-format";
import { turnedCorners } from "../turned-box";
import { unpackBrush } from "./packed-brush";

/** The whole of a file is in memory while its set is read. */
const MOST_BYTES = 256_000_000;

const number = z.number().catch(Number.NaN);
const resultSchema = z.object({
  type: z.string().catch(""),
  from_name: z.string().catch(""),
  original_width: number,
  original_height: number,
  image_rotation: z.number().nullish().catch(0),
  value: z.record(z.string(), z.unknown()).catch({}),
  meta: z
    .object({ text: z.union([z.string(), z.array(z.string())]).optional() })
    .nullish()
    .catch(null),
});
type Result = z.infer<typeof resultSchema>;

const taskSchema = z.object({
  data: z.record(z.string(), z.unknown()),
  file_upload: z.string().nullish().catch(null),
  annotations: z
    .array(
      z.object({
        was_cancelled: z.boolean().nullish().catch(null),
        ground_truth: z.boolean().nullish().catch(null),
        result: z.array(resultSchema),
      }),
    )
    .catch([]),
});
type Task = z.infer<typeof taskSchema>;

/** The kinds of results that draw something, and where in their values the labels stand. */
const DRAWN = [
  "rectanglelabels",
  "polygonlabels",
  "brushlabels",
  "ellipselabels",
  "keypointlabels",
  "bitmasklabels",
];

/** Label Studio's JSON: rectangles, polygons and brushes in hundredths of the picture, and choices for the phase. */
export const labelStudio: SourceFormat = {
  name: "Label Studio (JSON)",
  async recognise(folder) {
    const found: string[] = [];
    for (const file of folder.ending("json")) {
      if ((await folder.tool(file)) === "Label Studio (JSON)") found.push(file);
    }
    return found;
  },
  read: (folder, files) => joinSets(files, (file) => readFile(folder, file)),
};

async function readFile(folder: Folder, file: string): Promise<SourceSet> {
  const parsed = z.array(z.unknown()).safeParse(parseJson(await readWhole(folder.root, file, MOST_BYTES)));
  if (!parsed.success)
    throw new BundleError(t`The file is no list of tasks. Export it from Label Studio as JSON.`);
  const pictures = placedPictures(folder);
  const categories = new Set<string>();
  let unread = 0;
  const frames = parsed.data.flatMap((each): SourceFrame[] => {
    const task = taskSchema.safeParse(each);
    if (!task.success) {
      unread += 1;
      return [];
    }
    const placed = pictures.place(pictureOf(task.data, folder, file), namesOf(task.data)[0] ?? "?");
    if (!placed) return [];
    const finished = task.data.annotations.filter(({ was_cancelled }) => !was_cancelled);
    const chosen = finished.find(({ ground_truth }) => ground_truth) ?? finished[0];
    const results = chosen?.result ?? [];
    for (const result of results) for (const label of labelsOf(result)) categories.add(label);
    return [
      {
        ...placed,
        split: splitOfPath(placed.picture.file),
        place: { file },
        phase: phaseOf(results),
        detailed: results.some(({ type }) => type === "brushlabels" || type === "polygonlabels"),
        marks: async (size, takes) => ({
          marks: results.flatMap((result) => marksOf(result, size, takes)),
          assumed:
            finished.length > 1
              ? [
                  t`Several people annotated one picture; the first, or who is marked as ground truth, was read.`,
                ]
              : [],
        }),
      },
    ];
  });
  const problems = [...pictures.problems(file)];
  if (unread > 0)
    problems.push(
      warning(
        { file },
        t`${plural(unread, "# task is", "# tasks are")} not as Label Studio has them, and left out.`,
      ),
    );
  return { categories: [...categories], frames, tracks: [], problems };
}

/** What a task may call its picture: addresses and paths of its data, and the name of the upload. */
function namesOf({ data, file_upload }: Task): string[] {
  const said = Object.values(data).filter((value) => typeof value === "string");
  // Files of the server's own disk are asked for by `?d=`.
  const paths = said.map((value) => {
    const [plain, query = ""] = value.split("?");
    const local = new URLSearchParams(query).get("d");
    return local ?? decode(plain!);
  });
  return [...paths, ...(file_upload ? [file_upload] : [])].filter(isNamedAsPicture);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An upload's name has eight letters and digits of its own before it, which the pictures on a disk may not have. */
function pictureOf(task: Task, folder: Folder, file: string): string | null {
  const names = namesOf(task);
  for (const name of names) {
    const base = path.posix.basename(name.replaceAll("\\", "/"));
    const found =
      folder.picture(name, file) ??
      folder.picture(base, file) ??
      folder.picture(base.replace(/^[0-9a-f]{8}-/i, ""), file);
    if (found !== null) return found;
  }
  return null;
}

function labelsOf({ type, value }: Result): string[] {
  const labels = DRAWN.includes(type) ? (value[type] ?? value.labels) : [];
  return Array.isArray(labels) ? labels.filter((label) => typeof label === "string").map(plainName) : [];
}

/** The choice that is called as a phase is, or else the first. */
function phaseOf(results: readonly Result[]): string | null {
  const choices = results.filter(({ type }) => type === "choices");
  const chosen = choices.find(({ from_name }) => /phase/i.test(from_name)) ?? choices[0];
  const [first] = Array.isArray(chosen?.value.choices) ? chosen.value.choices : [];
  return typeof first === "string" ? plainName(first) || null : null;
}

function marksOf(result: Result, size: Size, takes: (category: string) => boolean): Mark[] {
  const taken = labelsOf(result).filter(takes);
  if (taken.length === 0) return [];
  const { original_width: width, original_height: height } = result;
  refuseOtherSize(width, height, size);
  if (result.image_rotation)
    throw new BundleError(t`The picture was turned in Label Studio, and its labels with it.`);
  const text = result.meta?.text;
  const name = plainName((Array.isArray(text) ? text.join(" ") : text) ?? "") || null;
  return taken.map((category) => ({ category, name, shape: shapeOf(result, category, size) }));
}

function shapeOf({ type, value }: Result, category: string, size: Size): Mark["shape"] {
  const part = (key: string, side: number): number => {
    const said = value[key];
    if (typeof said !== "number" || !Number.isFinite(said))
      throw new BundleError(t`“${category}”: ${key} is no number.`);
    return (said / 100) * side;
  };
  if (type === "rectanglelabels") {
    const [x, y] = [part("x", size.width), part("y", size.height)];
    const box: Box = [x, y, x + part("width", size.width), y + part("height", size.height)];
    const angle = typeof value.rotation === "number" ? value.rotation : 0;
    // It turns round its upper left corner.
    return angle === 0 ? { box } : { polygons: [turnedCorners(box, angle, { x, y })] };
  }
  if (type === "polygonlabels") return { polygons: [pointsOf(value.points, category, size)] };
  if (type === "brushlabels") {
    const { rle } = value;
    if (value.format !== "rle" || !Array.isArray(rle))
      throw new BundleError(t`“${category}”: the runs of the brush are missing.`);
    return { runs: runsOfBitmap(unpackBrush(rle, size.width * size.height), size) };
  }
  throw new BundleError(t`“${category}” was drawn as ${type}; it needs a rectangle, a polygon or a brush.`);
}

function pointsOf(points: unknown, category: string, size: Size): Point[] {
  const read = (Array.isArray(points) ? points : []).map((pair): Point | null => {
    const [x, y] = Array.isArray(pair) ? pair : [];
    return Number.isFinite(x) && Number.isFinite(y)
      ? { x: (x / 100) * size.width, y: (y / 100) * size.height }
      : null;
  });
  const whole = read.filter((point) => point !== null);
  if (whole.length < 3 || whole.length < read.length)
    throw new BundleError(t`“${category}” has a polygon without three corners of two numbers each.`);
  return whole;
}
