import type { Box } from "@/lib/domain/geometry";
import type { Phase } from "@/lib/domain/phases";
import type { Rationale } from "@/lib/domain/rationale";
import type { Look } from "../look/look-at";

/** A frame that the baseline was fitted on, as it remembers it. */
export type Remembered = {
  readonly video: string;
  readonly frame: number;
  readonly phase: Phase;
  /** The largest Go Zone, in shares of the frame's width and height, 0 to 1. */
  readonly zone: Box;
  readonly rationale: Rationale;
  readonly features: readonly number[];
};

/** A frame of the train split, looked at. */
export type Example = Remembered & Pick<Look, "cells">;

export function videosOf(examples: readonly Pick<Remembered, "video">[]): string[] {
  return [...new Set(examples.map(({ video }) => video))].sort();
}
