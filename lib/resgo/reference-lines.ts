import { z } from "zod";
import { boxSchema } from "@/lib/domain/box-schema";
import { type Box, boxProblem, type Size } from "@/lib/domain/geometry";
import { drawnRegionsSchema, type NoGoRegion, regionsOf } from "@/lib/domain/no-go/region";
import { phaseSchema } from "@/lib/domain/phase-schema";
import type { Phase } from "@/lib/domain/phases";
import { type Rationale, rationaleSchema } from "@/lib/domain/rationale";
import { plainName } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { readJsonLines } from "./json-lines";
import type { FrameKey } from "./layout";
import { error, type Problem } from "./problem";
import type { Split } from "./splits";

/** The clinicians' answer to one frame. */
export type ReferenceLine = FrameKey &
  Size & {
    readonly phase: Phase;
    /** One or more, inside the frame. */
    readonly boxes: readonly Box[];
    readonly noGo: readonly NoGoRegion[];
    readonly rationale: Rationale;
    /** Null where it isn't known. */
    readonly split: Split | null;
  };

// Far more than any picture has, and small enough for their product to be exact.
const LONGEST_SIDE = 1_000_000;
const LONGEST_NAME = 100;
const MOST_BOXES = 100;
const MOST_FRAME = 2_147_483_647;

const side = z.int().min(1).max(LONGEST_SIDE);

const referenceSchema = z.object({
  video: z.string().min(1).max(LONGEST_NAME).transform(plainName).pipe(z.string().min(1)),
  frame: z.int().min(0).max(MOST_FRAME),
  width: side,
  height: side,
  phase: phaseSchema,
  boxes: z.array(boxSchema).min(1).max(MOST_BOXES),
  noGo: drawnRegionsSchema.nullish(),
  rationale: rationaleSchema.nullish(),
  split: z.enum(["train", "test"]).nullish(),
});

/** Of a line without texts. */
export const NO_RATIONALE: Rationale = { location: "", exposure: "", nextAction: "", criticalRisk: "" };

/** A line that could be read, or what is wrong with it. */
type ReadReferenceLine =
  | { readonly row: number; readonly reference: ReferenceLine; readonly problem: null }
  | { readonly row: number; readonly reference: null; readonly problem: Problem };

/**
 * Reads a reference file (JSON Lines, docs/resgo-format.md) line by line, without holding it. Whether a frame
 * comes twice is for the caller to see.
 *
 * @param file where it is
 * @param shown how problems call it
 */
export async function* readReferenceLines(file: string, shown: string): AsyncGenerator<ReadReferenceLine> {
  for await (const { row, value, fault } of readJsonLines(file)) {
    const read = fault === null ? parseLine(value) : fault;
    yield typeof read === "string"
      ? { row, reference: null, problem: error({ file: shown, row }, read) }
      : { row, reference: read, problem: null };
  }
}

/** @returns a sentence for people where it is no reference */
function parseLine(value: unknown): ReferenceLine | string {
  const parsed = referenceSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const why = [issue.path.join("."), issue.message.replace(/\.$/, "")].filter(Boolean).join(": ");
    return t`The line is not a reference: ${why}.`;
  }
  const { video, frame, width, height, phase, boxes, noGo, rationale, split } = parsed.data;
  for (const box of boxes) {
    const problem = boxProblem(box, { width, height });
    if (problem) return t`${video}, frame ${frame}: ${problem}`;
  }
  const read = regionsOf(noGo ?? [], { width, height });
  if ("problem" in read) return t`${video}, frame ${frame}, noGo.${read.index}: ${read.problem}`;
  return {
    video,
    frame,
    width,
    height,
    phase,
    boxes,
    noGo: read.regions,
    rationale: rationale ?? NO_RATIONALE,
    split: split ?? null,
  };
}

/** The line of a reference, with its line feed: always the same for the same reference. */
export function referenceLine(reference: ReferenceLine): string {
  const { video, frame, width, height, phase, boxes, noGo, rationale, split } = reference;
  const { location, exposure, nextAction, criticalRisk } = rationale;
  return `${JSON.stringify({
    video,
    frame,
    width,
    height,
    phase,
    boxes,
    // Left out where there is none, as in files from before there were any.
    ...(noGo.length > 0 && { noGo: noGo.map(({ name, counts }) => ({ name, counts })) }),
    rationale: { location, exposure, nextAction, criticalRisk },
    split,
  })}\n`;
}
