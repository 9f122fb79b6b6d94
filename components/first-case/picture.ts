import { boxSchema } from "@/lib/domain/box-schema";
import type { Box } from "@/lib/domain/geometry";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import type { Phase } from "@/lib/domain/phases";
import facts from "./frame.json";

/**
 * The picture of the first case and its reference, which Calot ships: `npm run demo:render -- --first-case` makes them.
 * No dataset holds it.
 */
export const picture = {
  frameUrl: "/first-case.webp",
  frameVersion: "1",
  width: facts.width,
  height: facts.height,
  phase: facts.phase as Phase,
  reference: boxSchema.parse(facts.boxes[0]) as Box,
  noGo: facts.noGo as readonly NoGoRegion[],
} as const;

/** Where a model that errs would draw: beside the triangle, and on the duct that must be spared. */
export const MODEL_BOX: Box = [690, 330, 880, 480];
