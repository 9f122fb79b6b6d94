import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";
import type { Message } from "../notices/message";

/** Tells a reader that faculty said something about an answer. */
export function commentMessage({ author, caseName }: { author: string; caseName: string }): Message {
  return {
    notice: t`${author} commented on your answer to ${caseName}.`,
    subject: t`A comment on your answer to ${caseName}`,
    body: t`${author} commented on your answer to ${caseName}. You can read it beside your answer, and reply there.`,
  };
}

/** Tells faculty that the reader replied. */
export function answerMessage({ reader, caseName }: { reader: string; caseName: string }): Message {
  return {
    notice: t`${reader} replied to your comment on ${caseName}.`,
    subject: t`A reply about ${caseName}`,
    body: t`${reader} replied to your comment on the answer to ${caseName}.`,
  };
}

/** Tells a reader, once the results are out, what was said about answers before. */
export function heldCommentsMessage(of: { assignment: string; cases: readonly string[] }): Message {
  const named = inList(of.cases.slice(0, 5), ",");
  return {
    notice: t`There are comments on ${plural(of.cases.length, "# answer", "# answers")} of yours in “${of.assignment}”.`,
    subject: t`Comments on your answers: ${of.assignment}`,
    body: t`While you waited for the results of “${of.assignment}”, something was said about ${plural(of.cases.length, "# answer", "# answers")} of yours: ${named}. You can read it beside each answer, and reply there.`,
  };
}
