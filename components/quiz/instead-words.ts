import { t } from "@/lib/language/t";

/** Said of a result that another tab or device had stored. `why`: the sentence that refused what was done here. */
export const insteadWords = (why: string): string =>
  t`This is what another tab or device had stored. What you did here is not: ${why}`;
