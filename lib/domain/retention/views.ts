import { z } from "zod";
import { roleSchema } from "../people/role";
import { idSchema, momentSchema, type View } from "../view";

/** Why somebody is not anonymised yet, though it would be time. */
export const heldBackSchema = z.enum(["mail", "question", "results", "upload"]);
export type HeldBack = z.infer<typeof heldBackSchema>;

/** Whom a rule concerns, the first to go first. */
export const departingSchema = z.object({
  people: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      role: roleSchema,
      closedAt: momentSchema,
      goesAt: momentSchema.meta({ description: "From when on what is personal goes, at the earliest" }),
      toldAt: momentSchema
        .nullable()
        .meta({ description: "When they were told; null where no mail has gone out yet" }),
      heldBack: heldBackSchema.nullable(),
    }),
  ),
  more: z.int().min(0).meta({ description: "How many others there are" }),
});
export type Departing = View<typeof departingSchema>;

/** What administrators see of the rule. */
export type RetentionPage = Departing & {
  readonly timeZone: string;
  /** Months after closing; null: no rule is set. */
  readonly months: number | null;
  /** Whether this server sends mails: without, nobody can be told, and nobody is anonymised. */
  readonly mailing: boolean;
};
