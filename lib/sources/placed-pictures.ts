import { plural, t } from "@/lib/language/t";
import type { FrameKey } from "@/lib/resgo/layout";
import type { PictureSource } from "@/lib/resgo/picture";
import { error, listed, type Problem } from "@/lib/resgo/problem";
import type { Folder } from "./folder";
import { placeFrame } from "./place-frame";
import { setName } from "./set-name";

/** The pictures that files of labels are about. */
export type PlacedPictures = {
  /**
   * Which frame of which video a picture is; null where that can't be told, which is a problem from then on.
   *
   * @param picture null where none is meant, or one of several
   * @param said what the labels call it
   */
  readonly place: (
    picture: string | null,
    said: string,
  ) => (FrameKey & { readonly picture: PictureSource }) | null;
  /** @param file whose pictures they are */
  readonly problems: (file: string) => readonly Problem[];
};

export function placedPictures(folder: Folder): PlacedPictures {
  const set = setName(folder);
  const problems: Problem[] = [];
  const missing: string[] = [];
  return {
    place(picture, said) {
      if (picture === null) {
        missing.push(said);
        return null;
      }
      const placed = placeFrame(picture, set);
      if (!("problem" in placed)) return { ...placed, picture: { file: picture, embedded: false } };
      problems.push(error({ file: picture }, placed.problem));
      return null;
    },
    problems: (file) =>
      missing.length === 0
        ? problems
        : [
            ...problems,
            error(
              { file },
              t`${plural(missing.length, "# picture is", "# pictures are")} not in the set, or could be one of several: ${listed(missing)}.`,
            ),
          ],
  };
}
