import { z } from "zod";
import { t } from "@/lib/language/t";
import { newAssignmentSchema, termsSchema } from "../assignments/input";
import { idSchema, type View } from "../view";
import { gradeSchema } from "./grade";

const { mode, attemptsAllowed, shuffled, modelShown } = newAssignmentSchema.shape;

/** What a link of a course opens: an assignment as it is made of it once somebody opens it there. */
export const choiceSchema = termsSchema
  .extend({
    caseSetId: z.uuid(t`Choose a case set.`),
    mode,
    attemptsAllowed,
    shuffled,
    modelShown,
    grade: gradeSchema,
  })
  .strict();
export type Choice = z.infer<typeof choiceSchema>;

/** What a template holds, as it is stored. */
export const templateSchema = choiceSchema.omit({ grade: true });
export type Template = z.infer<typeof templateSchema>;

/** Where it goes on. */
export const chosenSchema = z.object({
  id: idSchema,
  next: z
    .enum(["return", "framed", "open"])
    .meta({ description: "Back to the platform from here, from its own window, or into the link" }),
});
export type Chosen = View<typeof chosenSchema>;
