import { z } from "zod";
import { t } from "@/lib/language/t";
import { boxSchema } from "../box-schema";
import { type Box, boxProblem, distinctBoxes, type Size } from "../geometry";
import { drawnRegionsSchema, type NoGoRegion } from "../no-go/region";
import { phaseSchema } from "../phase-schema";
import { RATIONALE_PARTS, rationaleWords } from "../rationale";
import { plainText } from "../text/plain-text";
import { referenceText } from "../text/reference-text";

/** The most zones of a reference, as in an import. */
export const MOST_BOXES = 100;
const LONGEST_TEXT = 4_000;

const text = referenceText(LONGEST_TEXT);

/** A reference as somebody would have it, whole or in the making. */
export const drawnBodySchema = z.object({
  phase: phaseSchema.nullable(),
  boxes: z.array(boxSchema).max(MOST_BOXES).overwrite(distinctBoxes),
  /** What must not be touched; left out: as it is. */
  noGo: drawnRegionsSchema.optional(),
  rationale: z.object({ location: text, exposure: text, nextAction: text, criticalRisk: text }),
});
export type DrawnBody = z.infer<typeof drawnBodySchema>;

/** The same with its regions as they are stored. */
export type AnnotationBody = Omit<DrawnBody, "noGo"> & { readonly noGo: readonly NoGoRegion[] };

export const EMPTY_BODY: AnnotationBody = {
  phase: null,
  boxes: [],
  noGo: [],
  rationale: { location: "", exposure: "", nextAction: "", criticalRisk: "" },
};

/** What keeps boxes from being Go Zones in a frame, as a sentence; null when nothing does. */
export function boxesProblem(boxes: readonly Box[], frame: Size): string | null {
  return boxes.map((box) => boxProblem(box, frame)).find((problem) => problem !== null) ?? null;
}

/** What is missing before it can be submitted, in words; a blind reading needs no texts. */
export function missingParts(body: AnnotationBody, kind: "reference" | "blind"): string[] {
  const missing: string[] = [];
  if (body.boxes.length === 0) missing.push(t`a zone`);
  if (body.phase === null) missing.push(t`the phase`);
  if (kind === "reference") {
    for (const part of RATIONALE_PARTS) {
      if (plainText(body.rationale[part]) === "") missing.push(rationaleWords[part]);
    }
  }
  return missing;
}
