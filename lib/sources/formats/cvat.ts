import type { Point, Size } from "@/lib/domain/geometry";
import { runsOfBitmap } from "@/lib/domain/no-go/pixel-runs";
import { plainName } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";
import type { Folder } from "../folder";
import { joinSets } from "../join-sets";
import { splitOfPath } from "../place-frame";
import { placedPictures } from "../placed-pictures";
import { readXml } from "../read-xml";
import { refuseOtherSize } from "../same-size";
import type { Mark, SourceFormat, SourceFrame, SourceSet } from "../source-format";
import { turnedCorners } from "../turned-box";

/** A shape as the file has it: its attributes, and what its own attributes call what lies there. */
type Shape = {
  readonly kind: string;
  readonly values: Readonly<Record<string, string>>;
  name: string | null;
};

type Image = {
  readonly values: Readonly<Record<string, string>>;
  readonly shapes: Shape[];
  tag: string | null;
};

const SHAPES = new Set(["box", "polygon", "mask", "polyline", "points", "ellipse", "cuboid", "skeleton"]);
/** Attributes of a label that say what lies there. */
const NAMES = /^(?:name|structure|description|what)$/i;

/** CVAT for images 1.1: boxes, polygons and masks of each image, in one XML. */
export const cvat: SourceFormat = {
  name: "CVAT for images (XML)",
  async recognise(folder) {
    const found: string[] = [];
    for (const file of folder.ending("xml")) {
      if ((await folder.tool(file)) === "CVAT (XML)") found.push(file);
    }
    return found;
  },
  read: (folder, files) => joinSets(files, (file) => readFile(folder, file)),
};

async function readFile(folder: Folder, file: string): Promise<SourceSet> {
  const images: Image[] = [];
  const labels = new Set<string>();
  const path: string[] = [];
  let image: Image | null = null;
  let shape: Shape | null = null;
  let attribute: string | null = null;
  let text = "";
  await readXml(folder.root, file, {
    open(name, values) {
      path.push(name);
      text = "";
      if (name === "track")
        throw new BundleError(t`This is CVAT’s export for videos. Export “CVAT for images 1.1” instead.`);
      if (name === "image") {
        image = { values, shapes: [], tag: null };
        images.push(image);
      } else if (image && name === "tag") image.tag ??= plainName(values.label ?? "") || null;
      else if (image && SHAPES.has(name)) {
        shape = { kind: name, values, name: null };
        image.shapes.push(shape);
        labels.add(plainName(values.label ?? ""));
      } else if (name === "attribute") attribute = values.name ?? "";
    },
    close(name) {
      path.pop();
      if (name === "image") image = null;
      else if (SHAPES.has(name)) shape = null;
      else if (name === "attribute" && shape && NAMES.test(attribute ?? ""))
        shape.name = plainName(text) || null;
      else if (name === "name" && path.at(-1) === "label") labels.add(plainName(text));
      text = "";
    },
    text(more) {
      // Of a text only as much is kept as a name may have.
      if (text.length < 1_000) text += more;
    },
  });
  const pictures = placedPictures(folder);
  const frames = images.flatMap(({ values, shapes, tag }): SourceFrame[] => {
    const said = values.name ?? "";
    const placed = pictures.place(said === "" ? null : folder.picture(said, file), said);
    if (!placed) return [];
    const subset = values.subset && !/^default$/i.test(values.subset) ? values.subset.toLowerCase() : null;
    return [
      {
        ...placed,
        split: subset ?? splitOfPath(placed.picture.file),
        place: { file },
        phase: tag,
        detailed: shapes.some(({ kind }) => kind !== "box"),
        async marks(size, takes) {
          const marks = shapes.flatMap((each): Mark[] => {
            const category = plainName(each.values.label ?? "");
            return takes(category)
              ? [{ category, name: each.name, shape: shapeOf(each, category, size) }]
              : [];
          });
          if (marks.length > 0) refuseOtherSize(Number(values.width), Number(values.height), size);
          return { marks };
        },
      },
    ];
  });
  labels.delete("");
  return { categories: [...labels], frames, tracks: [], problems: pictures.problems(file) };
}

function shapeOf({ kind, values }: Shape, category: string, size: Size): Mark["shape"] {
  const number = (name: string): number => {
    const value = Number(values[name]);
    if (values[name] === undefined || values[name].trim() === "" || !Number.isFinite(value))
      throw new BundleError(t`“${category}”: ${name} is no number.`);
    return value;
  };
  if (kind === "box") {
    const box = [number("xtl"), number("ytl"), number("xbr"), number("ybr")] as const;
    const angle = values.rotation === undefined ? 0 : number("rotation");
    const middle = { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 };
    return angle === 0 ? { box } : { polygons: [turnedCorners(box, angle, middle)] };
  }
  if (kind === "polygon") return { polygons: [pointsOf(values.points ?? "", category)] };
  if (kind === "mask") {
    const at = { left: number("left"), top: number("top"), width: number("width"), height: number("height") };
    return { runs: runsOfBitmap(pixelsOf(values.rle ?? "", at, category, size), size) };
  }
  throw new BundleError(t`“${category}” was drawn as a ${kind}; it needs a box, a polygon or a mask.`);
}

function pointsOf(text: string, category: string): Point[] {
  const points = text.split(";").map((pair) => {
    const [x, y, ...more] = pair.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
    return x === undefined || y === undefined || more.length > 0 ? null : { x, y };
  });
  const whole = points.filter(
    (point) => point !== null && Number.isFinite(point.x) && Number.isFinite(point.y),
  );
  if (whole.length < 3 || whole.length < points.length)
    throw new BundleError(t`“${category}” has a polygon without three corners of two numbers each.`);
  return whole as Point[];
}

type Place = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** CVAT's runs: of the pixels of a box row by row, outside first. */
function pixelsOf(
  rle: string,
  { left, top, width, height }: Place,
  category: string,
  size: Size,
): Uint8Array {
  const isInside =
    [left, top, width, height].every((value) => Number.isInteger(value) && value >= 0) &&
    left + width <= size.width &&
    top + height <= size.height;
  if (!isInside)
    throw new BundleError(
      t`“${category}”: the mask lies outside the frame, which is ${size.width} × ${size.height} pixels.`,
    );
  const bitmap = new Uint8Array(size.width * size.height);
  let at = 0;
  let inside = false;
  for (const part of rle.split(",")) {
    const run = Number(part);
    if (!Number.isInteger(run) || run < 0 || at + run > width * height)
      throw new BundleError(t`“${category}”: the runs of the mask are damaged.`);
    for (const end = at + run; at < end; at++) {
      if (inside) bitmap[(top + Math.floor(at / width)) * size.width + left + (at % width)] = 1;
    }
    inside = !inside;
  }
  if (at !== width * height) throw new BundleError(t`“${category}”: the runs of the mask are damaged.`);
  return bitmap;
}
