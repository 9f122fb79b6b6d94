import { z } from "zod";

/** Whether one's answers go to the institution's learning record store. */
export const recordsSchema = z.object({ on: z.boolean() }).strict();
