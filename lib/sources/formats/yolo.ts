import path from "node:path";
import type { Point, Size } from "@/lib/domain/geometry";
import { plainName } from "@/lib/domain/text/plain-text";
import { plural, t } from "@/lib/language/t";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { BundleError, inFile, readWhole } from "@/lib/resgo/list-files";
import { listed, warning } from "@/lib/resgo/problem";
import type { Folder } from "../folder";
import { splitOfPath } from "../place-frame";
import { placedPictures } from "../placed-pictures";
import type { Mark, SourceFormat, SourceFrame } from "../source-format";
import { classNames } from "./yolo-names";

const MOST_BYTES = 8_000_000;
/** One folder's files are of one kind; the first may be empty, as those of frames without anything are. */
const LOOKED_AT = 20;
const FILES_AT_ONCE = 8;
const NO_LABELS = /^(?:classes|labels|train|val|valid|test|read\W?me|notes?|licen[cs]e|requirements)\.txt$/i;

/** YOLO's text: a file a picture, a line a box or a polygon, in parts of the picture. */
export const yolo: SourceFormat = {
  name: "YOLO (text)",
  async recognise(folder) {
    const groups = new Map<string, string[]>();
    for (const file of folder.ending("txt")) {
      if (NO_LABELS.test(path.posix.basename(file))) continue;
      const parent = path.posix.dirname(file);
      const group = groups.get(parent);
      if (group) group.push(file);
      else groups.set(parent, [file]);
    }
    if (!(await someAre(folder, [...groups.values()]))) return [];
    const pictureOf = pictureFinder(folder);
    // Where one folder is of this kind, so is each whose files are called as pictures are.
    return [...groups.values()].filter((group) => group.some((file) => pictureOf(file) !== null)).flat();
  },
  async read(folder, files) {
    const names = await classNames(folder);
    const pictureOf = pictureFinder(folder);
    const pictures = placedPictures(folder);
    const alone: string[] = [];
    const frames = files.flatMap((file): SourceFrame[] => {
      const picture = pictureOf(file);
      if (picture === null) {
        alone.push(file);
        return [];
      }
      const placed = pictures.place(picture, picture);
      if (!placed) return [];
      return [
        {
          ...placed,
          split: splitOfPath(picture),
          place: { file },
          phase: null,
          detailed: false,
          async marks(size, takes) {
            const lines = await inFile(file, () => linesOf(folder, file));
            return {
              marks: lines.flatMap((line): Mark[] => {
                const category = nameOf(names, line);
                return takes(category)
                  ? [{ category, name: null, shape: shapeOf(line, category, size) }]
                  : [];
              }),
            };
          },
        },
      ];
    });
    const problems = [...pictures.problems(files[0]!)];
    if (alone.length > 0)
      problems.push(
        warning(
          { file: alone[0]! },
          t`${plural(alone.length, "# file of labels has", "# files of labels have")} no picture of its name: ${listed(alone)}.`,
        ),
      );
    if (names.size > 0) return { categories: [...new Set(names.values())], frames, tracks: [], problems };
    problems.push(
      warning(
        { file: files[0]! },
        t`No data.yaml, classes.txt or obj.names says what the classes are called: they are called by their numbers.`,
      ),
    );
    return { categories: await numbersOf(folder, files), frames, tracks: [], problems };
  },
};

async function someAre(folder: Folder, groups: readonly (readonly string[])[]): Promise<boolean> {
  for (const group of groups) {
    for (const file of group.slice(0, LOOKED_AT)) if ((await folder.tool(file)) === "YOLO (txt)") return true;
  }
  return false;
}

/** The picture that a file of labels is about: of its own name, beside it or in `images` where it is in `labels`. */
function pictureFinder({ pictures }: Folder): (file: string) => string | null {
  const byStem = new Map(pictures.map((file) => [stemOf(file), file]));
  return (file) => {
    const stem = stemOf(file);
    return byStem.get(stem) ?? byStem.get(amongImages(stem)) ?? null;
  };
}

const stemOf = (file: string): string => file.replace(/\.[^./]+$/, "").toLowerCase();
/** `labels/train/1` goes with `images/train/1`. */
const amongImages = (stem: string): string =>
  stem.replace(/(^|\/)labels(\/(?:[^/]+\/)*[^/]+)$/, "$1images$2");

const nameOf = (names: ReadonlyMap<string, string>, [number]: readonly string[]): string =>
  names.get(number!) ?? number!;

async function linesOf(folder: Folder, file: string): Promise<string[][]> {
  const text = new TextDecoder().decode(await readWhole(folder.root, file, MOST_BYTES));
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => line.split(/\s+/));
}

/** The classes that stand in the files, where nothing has names for them. */
async function numbersOf(folder: Folder, files: readonly string[]): Promise<string[]> {
  const numbers = new Set<string>();
  await eachAtOnce(files, FILES_AT_ONCE, async (file) => {
    // What can't be read is told with its frame.
    const lines = await linesOf(folder, file).catch(() => []);
    for (const line of lines) if (/^\d{1,4}$/.test(line[0]!)) numbers.add(line[0]!);
  });
  return [...numbers].sort((a, b) => Number(a) - Number(b)).map(plainName);
}

function shapeOf(line: readonly string[], category: string, { width, height }: Size): Mark["shape"] {
  const parts = line.slice(1).map(Number);
  if (!/^\d{1,4}$/.test(line[0]!) || !parts.every((part) => part >= -0.01 && part <= 1.01))
    throw new BundleError(
      t`“${line.join(" ").slice(0, 80)}” is no line of YOLO’s: a class, and parts of the picture from 0 to 1.`,
    );
  const [x, y, w, h] = parts;
  if (parts.length === 4) {
    if (!(w! > 0 && h! > 0)) throw new BundleError(t`“${category}” has an empty box.`);
    return {
      box: [(x! - w! / 2) * width, (y! - h! / 2) * height, (x! + w! / 2) * width, (y! + h! / 2) * height],
    };
  }
  if (parts.length === 5)
    throw new BundleError(t`“${category}” has a confidence, as predictions have, and labels don’t.`);
  if (parts.length < 6 || parts.length % 2 === 1)
    throw new BundleError(
      t`“${category}” has ${parts.length} numbers: four of a box, or pairs of a polygon.`,
    );
  const points: Point[] = [];
  for (let at = 0; at < parts.length; at += 2)
    points.push({ x: parts[at]! * width, y: parts[at + 1]! * height });
  return { polygons: [points] };
}
