import type { Box, Size } from "@/lib/domain/geometry";
import type { Phase } from "@/lib/domain/phases";
import type { Rationale } from "@/lib/domain/rationale";
import type { FrameKey } from "@/lib/resgo/layout";
import type { Problem } from "@/lib/resgo/problem";
import type { SentImage } from "../predict/prepare-image";

/** Why nothing is written, as a sentence for people, with what is wrong in files where that is known. */
export class TrainExportError extends Error {
  constructor(
    message: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
  }
}

/** What a trainer opens: a file that lies there, by its absolute path, or a picture that is to be written. */
export type ShownAs =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "written"; readonly make: () => Promise<SentImage> };

/** A frame whose picture can be looked at. */
type LookedAt = FrameKey & {
  readonly dataset: string;
  /** Of the picture's original bytes, in hexadecimal. */
  readonly sha256: string;
  /** A picture that shows the same, of whatever size; null where it was removed for good. */
  readonly look: () => Promise<Uint8Array | null>;
};

/** A frame that may be learnt from, with its reference. */
export type TrainingCase = LookedAt &
  Size & {
    readonly phase: Phase;
    /** In natural pixels; none where only the phase is known, which stage 2 can't use. */
    readonly boxes: readonly Box[];
    readonly rationale: Rationale;
    readonly shownAs: ShownAs;
  };

/** A frame that readers are tested on: nothing that shows the same is learnt from. */
export type TestFrame = LookedAt;

/** What is known of a dataset, its terms among it. */
export type SourceTerms = {
  readonly name: string;
  readonly version: string | null;
  readonly licence: string | null;
  readonly citation: string | null;
  readonly notice: string | null;
  /** Whether its terms allow to hand it on. */
  readonly sharing: boolean;
};

/** A dataset as it may be learnt from. */
export type Source = {
  readonly from: "bundle" | "database";
  readonly terms: SourceTerms;
  readonly cases: readonly TrainingCase[];
  /** The names of its videos that are in test. */
  readonly testVideos: readonly string[];
  readonly testFrames: readonly TestFrame[];
  readonly leftOut: LeftOut;
};

/** Cases that are not written, each counted once. */
export type LeftOut = {
  /** In the split test. */
  readonly test: number;
  /** In no split. */
  readonly noSplit: number;
  /** Drafts, retired, removed, or of a dataset that isn't open. */
  readonly notPublished: number;
  /** Held back by an assignment whose results are not told. */
  readonly heldBack: number;
  /** Without the phase, or in stage 2 without a box. */
  readonly incomplete: number;
};
