import path from "node:path";
import { plainName } from "@/lib/domain/text/plain-text";
import { plural, t } from "@/lib/language/t";
import { readWhole } from "@/lib/resgo/list-files";
import { error, listed, type Problem } from "@/lib/resgo/problem";
import { colour, marksOfMask } from "../mask-classes";
import { splitOfPath } from "../place-frame";
import type { SourceFormat, SourceFrame } from "../source-format";

const MOST_BYTES = 64_000_000;

/** Its thirteen classes: the value in the watershed masks, and the colour in the colour masks. */
const CLASSES = [
  { category: "Black Background", grey: 50, colour: colour(127, 127, 127) },
  { category: "Abdominal Wall", grey: 11, colour: colour(210, 140, 140) },
  { category: "Liver", grey: 21, colour: colour(255, 114, 114) },
  { category: "Gastrointestinal Tract", grey: 13, colour: colour(231, 70, 156) },
  { category: "Fat", grey: 12, colour: colour(186, 183, 75) },
  { category: "Grasper", grey: 31, colour: colour(170, 255, 0) },
  { category: "Connective Tissue", grey: 23, colour: colour(255, 85, 0) },
  { category: "Blood", grey: 24, colour: colour(255, 0, 0) },
  { category: "Cystic Duct", grey: 25, colour: colour(255, 255, 0) },
  { category: "L-hook Electrocautery", grey: 32, colour: colour(169, 255, 184) },
  { category: "Gallbladder", grey: 22, colour: colour(255, 160, 165) },
  { category: "Hepatic Vein", grey: 33, colour: colour(0, 50, 128) },
  { category: "Liver Ligament", grey: 5, colour: colour(111, 74, 0) },
] as const;

const MASK = /_endo_(watershed|color)_mask\.png$/i;
const FRAME = /(?:^|\/)([^/]+)\/(?:[^/]+\/)?frame_(\d{1,9})_endo\.png$/i;

/** CholecSeg8k: beside each frame, a picture whose pixels say of which class they are. */
export const cholecSeg8k: SourceFormat = {
  name: "CholecSeg8k (masks as pictures)",
  async recognise({ pictures }) {
    return pictures.filter((file) => MASK.test(file) && /(?:^|\/)frame_\d/i.test(file));
  },
  async read(folder, files) {
    const pictures = new Set(folder.pictures);
    const masks = new Map<string, string>();
    for (const file of files) {
      const picture = file.replace(MASK, "_endo.png");
      // The watershed mask has each pixel's class alone; in the other some are white.
      if (/watershed/i.test(path.posix.basename(file)) || !masks.has(picture)) masks.set(picture, file);
    }
    const alone = [...masks.keys()].filter((picture) => !pictures.has(picture));
    const problems: Problem[] =
      alone.length === 0
        ? []
        : [
            error(
              { file: masks.get(alone[0]!)! },
              t`${plural(alone.length, "# mask has", "# masks have")} no picture beside it: ${listed(alone)}.`,
            ),
          ];
    const frames = [...masks].flatMap(([picture, mask]): SourceFrame[] => {
      const [, folderName, number] = FRAME.exec(picture) ?? [];
      if (!pictures.has(picture) || folderName === undefined) return [];
      const by = /watershed/i.test(mask) ? "grey" : "colour";
      const classes = CLASSES.map((each) => ({ category: each.category, value: each[by] }));
      return [
        {
          video: plainName(videoOf(picture, folderName)),
          frame: Number(number),
          split: splitOfPath(picture),
          picture: { file: picture, embedded: false },
          place: { file: mask },
          phase: null,
          detailed: true,
          marks: async (size, takes) => ({
            marks: await marksOfMask(
              await readWhole(folder.root, mask, MOST_BYTES),
              size,
              classes.filter(({ category }) => takes(category)),
              by,
            ),
          }),
        },
      ];
    });
    return { categories: CLASSES.map(({ category }) => category), frames, tracks: [], problems };
  },
};

/** `video01/video01_00080/frame_80_endo.png` is a frame of video01; so it is where the outer folder was left out. */
const videoOf = (picture: string, outer: string): string => {
  const own = path.posix.basename(path.posix.dirname(picture));
  const clip = /^(.+)_\d+$/.exec(own)?.[1];
  return clip ?? (own === outer ? own : outer);
};
