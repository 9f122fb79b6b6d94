import type { Box, Point, Size } from "@/lib/domain/geometry";
import type { PixelRuns } from "@/lib/domain/no-go/pixel-runs";
import type { FrameKey } from "@/lib/resgo/layout";
import type { PictureSource } from "@/lib/resgo/picture";
import type { Place, Problem } from "@/lib/resgo/problem";
import type { Folder } from "./folder";

/** A way in which others keep frames with what was drawn on them. An eleventh is a file and a line of `FORMATS`. */
export type SourceFormat = {
  /** As people call it. */
  readonly name: string;
  /** The files of a folder that are in this format; none where it isn't laid out so. */
  readonly recognise: (folder: Folder) => Promise<readonly string[]>;
  /**
   * What those files say. Pictures and masks are not opened yet.
   *
   * @throws BundleError where one file being wrong makes the rest wrong; else it is a problem
   */
  readonly read: (folder: Folder, files: readonly string[]) => Promise<SourceSet>;
};

/** What the files of one format say. */
export type SourceSet = {
  /** Every category that there is, each once. */
  readonly categories: readonly string[];
  readonly frames: readonly SourceFrame[];
  /** The phases of whole videos, which give frames of any format theirs. */
  readonly tracks: readonly PhaseTrack[];
  readonly problems: readonly Problem[];
};

/** A frame as a set has it. */
export type SourceFrame = FrameKey & {
  /** As the set calls it: `train`, `val` …; null where it is in none. */
  readonly split: string | null;
  readonly picture: PictureSource;
  /** Where its labels stand. */
  readonly place: Place;
  /** As the set calls it. */
  readonly phase: string | null;
  /** Whether its labels have pixels, and not boxes alone: of two files about one frame, that one is read. */
  readonly detailed: boolean;
  /**
   * What was drawn on it, for a picture of a size: worked out when it is asked for, since a set has many frames.
   *
   * @param takes whether a category is needed; marks of others may be left out
   * @throws BundleError with a sentence for people when the frame can't be taken
   */
  readonly marks: (size: Size, takes: (category: string) => boolean) => Promise<Marks>;
};

export type Marks = {
  readonly marks: readonly Mark[];
  /** What was assumed, as sentences that many frames share. */
  readonly assumed?: readonly string[];
};

/** Something that was drawn, in the picture's natural pixels. */
export type Mark = {
  readonly category: string;
  /** What lies there, where the drawing itself says it. */
  readonly name: string | null;
  readonly shape:
    | { readonly box: Box }
    /** Polygons that are one thing together. */
    | { readonly polygons: readonly (readonly Point[])[] }
    | { readonly runs: PixelRuns };
};

/** Which phase a video is in, from its beginning to its end. */
export type PhaseTrack = {
  readonly video: string;
  readonly file: string;
  /** How many numbers it counts a second. */
  readonly rate: number;
  /** From which number on each phase is, in order. */
  readonly phases: readonly { readonly from: number; readonly phase: string | null }[];
  /** The first number that is not in it any more. */
  readonly end: number;
};
