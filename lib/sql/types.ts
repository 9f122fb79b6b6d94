import { z } from "zod";
import { enumOf, jsonOf, textOf } from "../db/columns";
import { MODES } from "../domain/attempts/mode";
import { type Box, boxSchema } from "../domain/geometry";
import { ROLES } from "../domain/people/role";
import { PHASES, type Phase, phaseSchema } from "../domain/phases";
import { rationaleSchema } from "../domain/rationale";
import { ZONE_OUTCOMES } from "../domain/scoring/failure";

/** The domain's own types as columns. */

export const phase = enumOf("phase", PHASES);
export const role = enumOf("role", ROLES);
export const split = enumOf("split", ["train", "test"]);
export const publication = enumOf("publication", ["draft", "published"]);
export const mode = textOf(MODES);
export const zoneOutcome = textOf(ZONE_OUTCOMES);
/** A reference's boxes, in natural pixels. */
export const boxes: z.ZodType<readonly Box[]> = jsonOf(z.array(boxSchema));

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
