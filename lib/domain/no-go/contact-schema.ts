import { z } from "zod";
import { offsetSchema } from "../offset-schema";
import type { View } from "../view";

/** What a zone has in common with the No-Go regions of its frame. */
export const contactReadingSchema = z.object({
  /** Of the zone's area, how much lies on No-Go pixels: 0 to 1. */
  share: z.number(),
  /** The same of each structure that is touched, the most touched first. They may overlap. */
  structures: z.array(z.object({ name: z.string().nullable(), share: z.number() })),
  /** Where in the zone it lies, as seen from the zone's centre. */
  towards: offsetSchema,
});
export type ContactReading = View<typeof contactReadingSchema>;

/** How the zones of several answers touched No-Go regions. */
export const contactSummarySchema = z.object({
  /** Zones that could: drawn in a case whose reference has such regions. */
  n: z.number(),
  /** Those of which more than `CONTACT_ABOVE` lies there. */
  over: z.number(),
  /** Of all of them, 0 to 1; null without one. */
  mean: z.number().nullable(),
});
export type ContactSummary = View<typeof contactSummarySchema>;
