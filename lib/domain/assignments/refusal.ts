import { t } from "@/lib/language/t";
import type { Refusal } from "./schedule";

/** Why an answer is not taken, in a sentence for its reader. */
export const refusalWords: Readonly<Record<Refusal, string>> = {
  "not-open": t`The assignment is not open yet.`,
  excused: t`You are excused from this assignment: it takes no answers of yours.`,
  released: t`The exam’s results are released, so it takes no more answers.`,
  closed: t`The assignment is closed: it takes no more answers.`,
  lapsed: t`More than a day has passed since the phase was locked, so this attempt counts as a miss and takes no zone.`,
  "time-up": t`Your time for this assignment is up: it takes no more answers. What you submitted before is stored.`,
};
