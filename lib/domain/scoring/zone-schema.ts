import { z } from "zod";
import { boxSchema } from "../box-schema";
import type { Zone, ZoneScore } from "./zone";

/** A zone by its form alone. Whether it lies in a frame is `zoneProblem`'s. */
export const zoneSchema: z.ZodType<Zone, Zone> = boxSchema;

/** How well a zone lies, whatever the phase. */
export const zoneScoreSchema = z.object({
  /** Best IoU with any reference box, 0 to 1; 0 without a box. */
  iou: z.number(),
  /** Distance of the centres in % of the frame's diagonal, 0 to 100; 100 without a box. */
  centerDistance: z.number(),
}) satisfies z.ZodType<ZoneScore>;
