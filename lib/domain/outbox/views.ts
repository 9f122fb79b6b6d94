import { z } from "zod";
import { t } from "@/lib/language/t";
import type { View } from "../view";
import { idSchema, momentSchema } from "../view";

/** Something that another system does not take. */
const stuckSchema = z.object({
  id: idSchema,
  title: z.string(),
  /** Whom it says something of; null for nobody. */
  person: z.string().nullable(),
  said: z.string(),
  attempts: z.number(),
  /** When it was given up; null while it is tried again. */
  givenUpAt: momentSchema.nullable(),
});

/** What a connection's other side was told, and what it wasn't. */
export const deliveriesSchema = z.object({
  sent: z.number(),
  waiting: z.number(),
  givenUp: z.number(),
  /** Those that were refused, the ones that were given up first; not more than a page holds. */
  stuck: z.array(stuckSchema),
  /** How many of those that were refused don't stand there. */
  more: z.number(),
});
export type Deliveries = View<typeof deliveriesSchema>;

/** Which of them are sent again; null for all that were refused. */
export const sendAgainSchema = z
  .object({
    ids: z
      .array(z.uuid())
      .min(1, t`Choose what is to be sent again.`)
      .max(1_000, t`1,000 at most.`)
      .nullable(),
  })
  .strict();

export const sentAgainSchema = z.object({ count: z.number() });
