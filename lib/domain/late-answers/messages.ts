import { t } from "@/lib/language/t";
import type { Message } from "../notices/message";

type Decision = {
  readonly assignment: string;
  readonly taken: boolean;
  readonly reason: string;
};

/** What the reader of a late answer is told of the decision. */
export function lateDecisionMessage({ assignment, taken, reason }: Decision): Message {
  const said = taken
    ? t`An answer of yours to ${assignment}, which came too late, was taken: ${reason}`
    : t`An answer of yours to ${assignment}, which came too late, was not taken: ${reason}`;
  const subject = taken ? t`Your late answer was taken` : t`Your late answer was not taken`;
  return { notice: said, subject, body: said };
}
