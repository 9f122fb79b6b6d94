import { z } from "zod";
import { phaseSchema } from "../phase-schema";
import { idSchema, open, type View } from "../view";
import { MISS_KINDS } from "./misses";

/** Why a case comes: `again` where its reader asked for cases answered before, `repetition` where no other was left. */
const WHYS = ["due", "drill", "new", "repetition", "again"] as const;

/** A kind of miss in a reference phase. */
export const missSchema = z.object({
  phase: open(phaseSchema),
  kind: open(z.enum(MISS_KINDS as readonly [string, ...string[]])),
});

/** Why a case came: told with the reveal, never before. */
export const whySchema = z.object({
  /** The sitting that it came in. */
  sitting: idSchema,
  kind: open(z.enum(WHYS)),
  /** What it is to be a sibling for; null where it came for no miss. */
  miss: missSchema.nullable(),
  /** The day of the institution's, YYYY-MM-DD, on which that was missed last, or this frame was seen last. */
  day: z.string().nullable(),
  /** How many days ago that was. */
  daysAgo: z.int().nullable(),
});
export type Why = View<typeof whySchema>;
