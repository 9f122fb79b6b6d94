import { z } from "zod";
import { momentSchema, type View } from "../view";

/** A link to choose another password with, told this once. */
export const madeResetSchema = z.object({
  email: z.string(),
  /** Inside Calot. */
  path: z.string(),
  expiresAt: momentSchema,
});
export type MadeReset = View<typeof madeResetSchema>;
