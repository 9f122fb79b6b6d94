import type { OwnDispute } from "@/lib/domain/disputes/views";
import { inContext, t } from "@/lib/language/t";

/** What became of a question, in a word. */
export const statusWords: Readonly<Record<OwnDispute["status"], string>> = {
  open: inContext("a question that waits to be decided")`open`,
  accepted: t`accepted`,
  rejected: t`rejected`,
  withdrawn: t`withdrawn`,
};
