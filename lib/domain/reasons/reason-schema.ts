import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { plainName } from "../text/plain-text";
import { LONGEST_REASON, REASON_GRADES, REASON_PARTS, REASON_TERMS } from "./reason";

/** A line in a reader's own words. */
export const reasonSchema = z
  .string()
  .overwrite(plainName)
  .max(LONGEST_REASON, t`A line has ${plural(LONGEST_REASON, "# character", "# characters")} at most.`);

export const reasonTermSchema = z.enum(REASON_TERMS);
export const reasonPartSchema = z.enum(REASON_PARTS);
export const reasonGradeSchema = z.enum(REASON_GRADES);

/** A mark as it is given. */
export const markInputSchema = z.object({ grade: reasonGradeSchema }).strict();
