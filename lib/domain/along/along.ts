import { z } from "zod";
import { stageCaseSchema } from "../attempts/views";
import { idSchema, momentSchema, type View } from "../view";

/** How many cases are taken along. */
export const ALONG_CASES = 20;

/** For so long they can be answered: after that, other things are due. */
export const ALONG_MS = 14 * 24 * 60 * 60 * 1000;

/** Cases to be answered without reception. Neither a field nor their order tells an answer. */
export const takenAlongSchema = z.object({
  /** Whose they are. */
  readerId: idSchema,
  /** The sitting's. */
  id: idSchema,
  /** How many cases it has. */
  of: z.int().min(1),
  until: momentSchema,
  /** Those that wait, in the sitting's order. */
  cases: z.array(stageCaseSchema.omit({ open: true }).extend({ number: z.int().min(1) })),
});
export type TakenAlong = View<typeof takenAlongSchema>;
export type AlongCase = TakenAlong["cases"][number];
