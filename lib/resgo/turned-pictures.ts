import { plural, t } from "@/lib/language/t";
import type { FrameKey } from "./layout";
import type { Picture } from "./picture";
import { listed, type Problem, warning } from "./problem";

type TurnedFrame = FrameKey & {
  readonly picture: Picture;
  /** The picture's width as the labels know it; null where they don't. */
  readonly labelWidth: number | null;
};

/**
 * One warning a video for the boxes that may have been drawn on a picture which was not turned as its EXIF data say. Where
 * turning exchanges width and height, a label of the turned width was drawn on the turned picture.
 */
export function turnedProblems(frames: readonly TurnedFrame[]): Problem[] {
  const doubtful = frames.filter(({ picture, labelWidth }) => {
    const { turned, exchanged, width, height } = picture;
    return turned && !(exchanged && width !== height && labelWidth === width);
  });
  return [...new Set(doubtful.map(({ video }) => video))].map((video) => {
    const of = doubtful.filter((frame) => frame.video === video);
    const numbers = listed(of.map(({ frame }) => String(frame)));
    return warning(
      { file: of[0]!.picture.source.file },
      t`${video}: ${plural(of.length, "the EXIF data of # picture turn it", "the EXIF data of # pictures turn them")}, which some programs overlook when boxes are drawn. Look whether the boxes lie where they should: ${numbers}.`,
    );
  });
}
