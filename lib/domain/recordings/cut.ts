import { z } from "zod";
import { boxSchema } from "../box-schema";
import type { Box } from "../geometry";
import { phaseSchema } from "../phase-schema";
import type { Phase } from "../phases";
import { MOST_COVERS } from "./covers";
import { tellFrom, tellRange } from "./phase-track";
import { RATES, type Stretch, samplesIn } from "./sampling";
import type { Mark } from "./screening";

const sample = z.int().min(0);

/** What a person decides about a recording. Samples are told by their index. */
export const cutSchema = z.object({
  rate: z.literal([...RATES]),
  /** Covered in black in every frame and clip, in the recording's natural pixels. */
  covers: z.array(boxSchema).max(MOST_COVERS).readonly(),
  phases: z.array(z.object({ at: sample, phase: phaseSchema.nullable() })).readonly(),
  /** The clip's first sample and its last one; null: that of the recording. */
  first: sample.nullable(),
  last: sample.nullable(),
  /** What a person decided against the rule or with it; of all other samples the rule decides. */
  decided: z.record(z.string(), z.enum(["keep", "drop"])).readonly(),
});
export type Cut = z.infer<typeof cutSchema>;

export const newCut = (rate: Cut["rate"]): Cut => ({
  rate,
  covers: [],
  phases: [],
  first: null,
  last: null,
  decided: {},
});

export type CutAction =
  /**
   * Keeps samples. Those that look as if taken outside the body stay out unless they are meant as well, which a person is
   * asked about apart.
   */
  | { readonly type: "keep"; readonly stretch: Stretch; readonly marks: Marks; readonly outsideToo: boolean }
  | { readonly type: "drop"; readonly stretch: Stretch }
  /** Lets the rule decide again. */
  | { readonly type: "undecide"; readonly stretch: Stretch }
  | { readonly type: "phase"; readonly stretch: Stretch; readonly phase: Phase | null }
  | { readonly type: "first"; readonly sample: number | null }
  | { readonly type: "last"; readonly sample: number | null }
  | { readonly type: "cover"; readonly box: Box }
  | { readonly type: "uncover"; readonly index: number };

/** What the rule says of each sample so far. */
export type Marks = readonly (Mark | null)[];

export function changeCut(cut: Cut, action: CutAction): Cut {
  switch (action.type) {
    case "keep": {
      const { stretch, marks, outsideToo } = action;
      const kept = samplesIn(stretch).filter((index) => outsideToo || marks[index] !== "outside");
      return decide(cut, kept, "keep");
    }
    case "drop":
      return decide(cut, samplesIn(action.stretch), "drop");
    case "undecide":
      return decide(cut, samplesIn(action.stretch), null);
    case "phase": {
      const { from, to } = action.stretch;
      const tell = from === to ? tellFrom(cut.phases, from, action.phase) : null;
      return { ...cut, phases: [...(tell ?? tellRange(cut.phases, from, to, action.phase))] };
    }
    case "first": {
      const last = action.sample !== null && cut.last !== null && cut.last < action.sample ? null : cut.last;
      return { ...cut, first: action.sample, last };
    }
    case "last": {
      const first =
        action.sample !== null && cut.first !== null && cut.first > action.sample ? null : cut.first;
      return { ...cut, last: action.sample, first };
    }
    case "cover":
      return cut.covers.length < MOST_COVERS
        ? { ...cut, covers: [...cut.covers, [...action.box] as [number, number, number, number]] }
        : cut;
    case "uncover":
      return { ...cut, covers: cut.covers.filter((_, index) => index !== action.index) };
  }
}

function decide(cut: Cut, samples: readonly number[], decision: "keep" | "drop" | null): Cut {
  const decided = { ...cut.decided };
  for (const index of samples) {
    if (decision === null) delete decided[index];
    else decided[index] = decision;
  }
  return { ...cut, decided };
}

/** Whether a sample lies between the clip's start and its end. */
export const isInClip = ({ first, last }: Cut, index: number): boolean =>
  index >= (first ?? 0) && (last === null || index <= last);

/** Whether a sample becomes a case: within the clip, and kept by a person or else by the rule. */
export function isKept(cut: Cut, index: number, mark: Mark | null): boolean {
  const decision = cut.decided[index];
  return isInClip(cut, index) && (decision ? decision === "keep" : mark === null);
}

/** How many samples of a stretch look as if taken outside the body and are not kept yet. */
export function outsideIn(cut: Cut, { from, to }: Stretch, marks: Marks): number {
  return samplesIn({ from, to }).filter(
    (index) => marks[index] === "outside" && cut.decided[index] !== "keep",
  ).length;
}
