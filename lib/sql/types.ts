import { z } from "zod";
import { enumOf, jsonOf, textOf } from "../db/columns";
import { MODES } from "../domain/attempts/mode";
import { boxSchema } from "../domain/box-schema";
import { SET_PURPOSES } from "../domain/case-sets/case-set";
import { disputeStatusSchema } from "../domain/disputes/views";
import type { Box } from "../domain/geometry";
import type { NoGoRegion } from "../domain/no-go/region";
import { ROLES } from "../domain/people/role";
import { phaseSchema } from "../domain/phase-schema";
import { PHASES, type Phase } from "../domain/phases";
import { rationaleSchema } from "../domain/rationale";
import { CASE_SPLITS } from "../domain/readers/table-view";
import { REASON_GRADES, REASON_PARTS, REASON_SIDES, REASON_TERMS } from "../domain/reasons/reason";
import { phaseOutcomeSchema, ZONE_OUTCOMES } from "../domain/scoring/failure";
import { AID_KINDS } from "../domain/second-look/aid";
import { setStatusSchema } from "../domain/set-status";

/** The domain's own types as columns. */

export const phase = enumOf("phase", PHASES);
export const role = enumOf("role", ROLES);
export const split = enumOf("split", ["train", "test"]);
/** A split, or "none" where a video is in neither. */
export const caseSplit = textOf(CASE_SPLITS);
export const publication = enumOf("publication", ["draft", "published"]);
export const mode = textOf(MODES);
export const aidKind = textOf(AID_KINDS);
export const phaseOutcome = textOf(phaseOutcomeSchema.options);
export const zoneOutcome = textOf(ZONE_OUTCOMES);
export const setStatus = textOf(setStatusSchema.options);
export const setPurpose = textOf(SET_PURPOSES);
export const disputeStatus = textOf(disputeStatusSchema.options);
export const reasonTerm = textOf(REASON_TERMS);
export const reasonPart = textOf(REASON_PARTS);
export const reasonSide = textOf(REASON_SIDES);
export const reasonGrade = textOf(REASON_GRADES);
/** A reference's boxes, in natural pixels. */
export const boxes: z.ZodType<readonly Box[]> = jsonOf(z.array(boxSchema));

/** A reference's No-Go regions: written by us alone, and too long to look at number by number. */
export const noGoRegions = jsonOf(z.custom<readonly NoGoRegion[]>(Array.isArray));

/** What a model wrote; null where it isn't of the four parts. */
export const modelRationale = jsonOf(rationaleSchema.nullable().catch(null));
/** What a model gave each phase, 0 to 1. */
export const phaseProbabilities = jsonOf(
  z
    .partialRecord(phaseSchema, z.number())
    .transform(
      (stored) =>
        Object.fromEntries(PHASES.map((each) => [each, stored[each] ?? 0])) as Record<Phase, number>,
    ),
);
