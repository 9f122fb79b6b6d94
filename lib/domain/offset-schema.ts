import { z } from "zod";
import type { View } from "./view";

/** Where something lies as seen from something else, in the picture's own directions; null when level. */
export const offsetSchema = z.object({
  vertical: z.enum(["high", "low"]).nullable(),
  horizontal: z.enum(["left", "right"]).nullable(),
});
export type Offset = View<typeof offsetSchema>;
