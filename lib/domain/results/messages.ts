import { t } from "@/lib/language/t";
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
