import { z } from "zod";
import type { Point, Size } from "@/lib/domain/geometry";
import { plainName } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { parseJson } from "@/lib/resgo/dataset-info";
import { BundleError, readWhole } from "@/lib/resgo/list-files";
import { warning } from "@/lib/resgo/problem";
import type { Folder } from "../folder";
import { joinSets } from "../join-sets";
import { splitOfPath } from "../place-frame";
import { placedPictures } from "../placed-pictures";
import type { Mark, Marks, SourceFormat, SourceFrame, SourceSet } from "../source-format";
import { cocoCounts } from "./coco-counts";

/** The whole of a file is in memory while its set is read. */
const MOST_BYTES = 256_000_000;

const id = z.union([z.number(), z.string()]).transform(String);
const fileSchema = z.object({
  images: z.array(z.unknown()),
  annotations: z.array(z.unknown()),
  categories: z.array(z.object({ id, name: z.string() })),
});
const imageSchema = z.object({
  id,
  file_name: z.string().min(1).max(2_000),
  width: z.number().nullish().catch(null),
  height: z.number().nullish().catch(null),
});
const annotationSchema = z.object({
  image_id: id,
  category_id: id,
  bbox: z.array(z.number()).nullish().catch(null),
  segmentation: z.unknown().optional(),
});
const rleSchema = z.object({
  size: z.tuple([z.number(), z.number()]),
  counts: z.union([z.string(), z.array(z.number())]),
});

type Image = z.infer<typeof imageSchema>;
type Annotation = z.infer<typeof annotationSchema>;

/** COCO's instances: boxes, polygons and masks as runs, packed or not. Endoscapes is laid out so, split by split. */
export const coco: SourceFormat = {
  name: "COCO (JSON)",
  async recognise(folder) {
    const found: string[] = [];
    for (const file of folder.ending("json")) {
      if ((await folder.tool(file)) === "COCO (JSON)") found.push(file);
    }
    return found;
  },
  read: (folder, files) => joinSets(files, (file) => readFile(folder, file)),
};

async function readFile(folder: Folder, file: string): Promise<SourceSet> {
  const parsed = fileSchema.safeParse(parseJson(await readWhole(folder.root, file, MOST_BYTES)));
  if (!parsed.success) {
    throw new BundleError(
      t`The file is not COCO’s: it needs images, annotations and categories with ids and names.`,
    );
  }
  const { images, annotations, categories } = parsed.data;
  const names = new Map(categories.map((category) => [category.id, plainName(category.name)]));
  const pictures = placedPictures(folder);
  const unread = { images: 0, annotations: 0 };
  const byImage = new Map<string, Annotation[]>();
  for (const each of annotations) {
    const read = annotationSchema.safeParse(each);
    if (!read.success || !names.has(read.data.category_id)) {
      unread.annotations += 1;
      continue;
    }
    const those = byImage.get(read.data.image_id);
    if (those) those.push(read.data);
    else byImage.set(read.data.image_id, [read.data]);
  }
  const frames = images.flatMap((each): SourceFrame[] => {
    const read = imageSchema.safeParse(each);
    if (!read.success) {
      unread.images += 1;
      return [];
    }
    const image = read.data;
    const placed = pictures.place(folder.picture(image.file_name, file), image.file_name);
    if (!placed) return [];
    const drawn = byImage.get(image.id) ?? [];
    return [
      {
        ...placed,
        split: splitOfPath(file) ?? splitOfPath(placed.picture.file),
        place: { file },
        phase: null,
        detailed: drawn.some(({ segmentation }) => hasPixels(segmentation)),
        marks: async (size, takes) =>
          marksOf(image, drawn, size, (one) => {
            const name = names.get(one)!;
            return takes(name) ? name : null;
          }),
      },
    ];
  });
  const problems = [...pictures.problems(file)];
  if (unread.images + unread.annotations > 0)
    problems.push(
      warning(
        { file },
        t`${unread.images} images and ${unread.annotations} annotations are not as COCO has them, and were left out.`,
      ),
    );
  return { categories: [...new Set(names.values())], frames, tracks: [], problems };
}

const hasPixels = (segmentation: unknown): boolean =>
  Array.isArray(segmentation) ? segmentation.length > 0 : rleSchema.safeParse(segmentation).success;

/** @throws BundleError when one of them isn't drawn on this picture */
function marksOf(
  { width, height }: Image,
  annotations: readonly Annotation[],
  size: Size,
  nameOf: (category: string) => string | null,
): Marks {
  const marks = annotations.flatMap((annotation): Mark[] => {
    const category = nameOf(annotation.category_id);
    if (category === null) return [];
    return [{ category, name: null, shape: shapeOf(annotation, category, size) }];
  });
  if (marks.length === 0 || width == null || height == null) return { marks };
  if (width === size.width && height === size.height) return { marks };
  const turned = width === size.height && height === size.width;
  const inside = marks.every(({ shape }) =>
    cornersOf(shape).every(({ x, y }) => x <= size.width && y <= size.height),
  );
  if (turned && inside) {
    return {
      marks,
      assumed: [t`Width and height of the pictures are exchanged; what is drawn fits them as they are.`],
    };
  }
  throw new BundleError(
    t`drawn on ${width} × ${height} pixels, but the picture has ${size.width} × ${size.height}: the boxes would lie.`,
  );
}

function cornersOf(shape: Mark["shape"]): readonly Point[] {
  if ("runs" in shape) return [];
  if ("polygons" in shape) return shape.polygons.flat();
  const [, , x, y] = shape.box;
  return [{ x, y }];
}

function shapeOf({ segmentation, bbox }: Annotation, category: string, size: Size): Mark["shape"] {
  const rle = rleSchema.safeParse(segmentation);
  if (rle.success) {
    const [height, width] = rle.data.size;
    if (width !== size.width || height !== size.height) {
      throw new BundleError(
        t`“${category}”: the mask has ${width} × ${height} pixels, and the picture ${size.width} × ${size.height}.`,
      );
    }
    return { runs: cocoCounts(rle.data.counts, size) };
  }
  if (Array.isArray(segmentation) && segmentation.length > 0)
    return { polygons: segmentation.map((flat) => polygonOf(flat, category)) };
  const [x, y, width, height, ...more] = bbox ?? [];
  if (x === undefined || y === undefined || width === undefined || height === undefined || more.length > 0)
    throw new BundleError(t`“${category}” has neither a mask nor a box of four numbers.`);
  if (!(width > 0 && height > 0)) throw new BundleError(t`“${category}” has an empty box.`);
  return { box: [x, y, x + width, y + height] };
}

function polygonOf(flat: unknown, category: string): Point[] {
  const numbers = Array.isArray(flat) ? flat : [];
  const points: Point[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [x, y] = [numbers[at], numbers[at + 1]];
    if (!Number.isFinite(x) || !Number.isFinite(y)) break;
    points.push({ x, y });
  }
  if (points.length < 3 || points.length * 2 !== numbers.length)
    throw new BundleError(t`“${category}” has a polygon without three corners of two numbers each.`);
  return points;
}
