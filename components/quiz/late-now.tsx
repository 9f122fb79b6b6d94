import { t } from "@/lib/language/t";

/**
 * Says that answers are late by now, also to those who hear the page: it stands there before its words.
 *
 * @param untilDue until the assignment is due for this reader, in milliseconds; null where it is never due
 */
export const LateNow = ({ untilDue }: { untilDue: number | null }) => (
  <p role="status" className="not-empty:mt-3 text-pretty text-caution text-sm">
    {untilDue !== null && untilDue <= 0 && t`Answers are late now. They are taken still, and marked as late.`}
  </p>
);
