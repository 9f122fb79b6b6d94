import path from "node:path";
import { plainName } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { resolveImagePath } from "@/lib/resgo/image-path";
import { labelMeShapes } from "@/lib/resgo/labelme";
import { BundleError, readWhole } from "@/lib/resgo/list-files";
import { pixelsOf } from "@/lib/resgo/no-go-shapes";
import { MOST_LABELME_BYTES } from "@/lib/resgo/picture";
import { error } from "@/lib/resgo/problem";
import type { Folder } from "../folder";
import { joinSets } from "../join-sets";
import { placeFrame, splitOfPath } from "../place-frame";
import { refuseOtherSize } from "../same-size";
import { setName } from "../set-name";
import type { Mark, SourceFormat, SourceSet } from "../source-format";

/** LabelMe files and their pictures, without the workbook of a bundle. */
export const labelMeFolder: SourceFormat = {
  name: "LabelMe (JSON), without a workbook",
  async recognise(folder) {
    const found: string[] = [];
    for (const file of folder.ending("json")) {
      if ((await folder.tool(file)) === "LabelMe (JSON)") found.push(file);
    }
    return found;
  },
  read(folder, files) {
    const pictures = new Set(folder.pictures);
    const byStem = new Map(folder.pictures.map((file) => [stemOf(file), file]));
    return joinSets(files, async (file): Promise<Partial<SourceSet>> => {
      const read = await readFile(folder, file);
      const categories = read.shapes.map(({ label }) => plainName(label)).filter((label) => label !== "");
      const beside =
        byStem.get(stemOf(file)) ?? byStem.get(stemOf(file).replace(/(^|\/)labelme\//, "$1frames/"));
      const folderOf = path.posix.dirname(beside ?? file);
      const picture =
        resolveImagePath(read.imagePath, file, pictures, folderOf).file ??
        beside ??
        (read.imagePath && !read.hasImage ? folder.picture(path.posix.basename(read.imagePath), file) : null);
      if (picture === null && !read.hasImage)
        throw new BundleError(
          t`There is no picture: neither the one it names, nor one of its own name, nor one in it.`,
        );
      const placed = placeFrame(picture ?? file, setName(folder));
      if ("problem" in placed) return { categories, problems: [error({ file }, placed.problem)] };
      return {
        categories,
        frames: [
          {
            ...placed,
            split: splitOfPath(picture ?? file),
            picture: picture === null ? { file, embedded: true } : { file: picture, embedded: false },
            place: { file },
            phase: null,
            detailed: true,
            // Read anew: masks are long, and there may be many files.
            marks: async (size, takes) => {
              const { shapes, width, height } = await readFile(folder, file);
              const taken = shapes.filter(({ label }) => takes(plainName(label)));
              if (taken.length > 0) refuseOtherSize(width, height, size);
              const marks: Mark[] = [];
              for (const { label, shape } of taken) {
                const category = plainName(label);
                if (shape === null)
                  throw new BundleError(t`“${category}” has a point that is no pair of numbers.`);
                const drawn = await pixelsOf(shape, size);
                if ("error" in drawn) throw new BundleError(`“${category}”: ${drawn.error}`);
                const name = plainName(shape.description) || null;
                marks.push({
                  ...{ category, name },
                  shape:
                    "counts" in drawn
                      ? { runs: drawn.counts }
                      : { polygons: [drawn.polygon.map(([x, y]) => ({ x, y }))] },
                });
              }
              return { marks };
            },
          },
        ],
      };
    });
  },
};

const stemOf = (file: string): string => file.replace(/\.[^./]+$/, "").toLowerCase();

const readFile = async (folder: Folder, file: string) =>
  labelMeShapes(await readWhole(folder.root, file, MOST_LABELME_BYTES));
