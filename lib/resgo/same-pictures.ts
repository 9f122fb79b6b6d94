import { t } from "@/lib/language/t";
import type { FrameKey } from "./layout";
import { groupSame, type Likeness } from "./likeness";
import { error, listed, type Problem, warning } from "./problem";
import type { Split } from "./splits";

/** A picture with the frame that shows it. */
export type ShownPicture = FrameKey & {
  readonly split: Split | null;
  /** Null where the bundle doesn't hold it: it is a case of the dataset already. */
  readonly file: string | null;
  readonly likeness: Likeness;
};

/**
 * What is to be said of pictures that a dataset has more than once: a warning, and an error of the whole bundle where one is
 * learnt from and tested on. What the dataset has without the bundle is left alone.
 */
export function samePictures(pictures: readonly ShownPicture[]): { problems: Problem[]; torn: boolean } {
  let torn = false;
  const problems = groupSame(pictures).flatMap((group): Problem[] => {
    const splits = new Set(group.map(({ split }) => split));
    const isTorn = splits.has("train") && splits.has("test");
    const told = group.findLast(({ file }) => file !== null);
    if (!told) return [];
    torn ||= isTorn;
    const others = listed(group.filter((one) => one !== told).map(nameOf), 4);
    const place = { file: told.file };
    if (isTorn) {
      return [
        error(
          place,
          t`${nameOf(told)} shows the same picture as ${others}: it would be both learnt from and tested on. Leave one of them out.`,
        ),
      ];
    }
    return [warning(place, t`${nameOf(told)} shows the same picture as ${others}.`)];
  });
  return { problems, torn };
}

function nameOf({ video, frame, file, split }: ShownPicture): string {
  const where = [file ?? t`in the dataset already`, split].filter((part) => part !== null).join(", ");
  return `${t`${video}, frame ${frame}`} (${where})`;
}
