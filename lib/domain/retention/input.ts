import { z } from "zod";
import { t } from "@/lib/language/t";

/** So many months may lie between leaving and being anonymised. */
export const MOST_MONTHS = 240;

const months = z
  .number(t`Give a number of months.`)
  .int(t`Months are a whole number.`)
  .min(1, t`One month at least.`)
  .max(MOST_MONTHS, t`240 months at most.`);

/** How long after an account was closed what is personal in it goes; null: it stays. */
export const retentionSchema = z.object({ months: months.nullable() }).strict();

/** Whom a rule would concern, before it is set. */
export const retentionPreviewSchema = z.object({ months: z.coerce.number().pipe(months) }).strict();
