"use client";

import { timeLeftInWords } from "@/lib/domain/assignments/due-words";
import { plural, t } from "@/lib/language/t";
import type { OutboxStatus } from "./outbox/outbox";

/** Further ends are no matter of a sitting. */
const SHOWN_BELOW_MS = 24 * 60 * 60_000;

type UnsentBeforeEndProps = {
  status: OutboxStatus;
  name: string;
  /** Until the assignment ends for this reader, in milliseconds. */
  timeLeft: number | null;
};

/** Says before the end of an assignment what waits to be sent, and what becomes of it after the end. */
export function UnsentBeforeEnd({ status, name, timeLeft }: UnsentBeforeEndProps) {
  const answers = new Set(status.waiting.map(({ attemptId }) => attemptId)).size;
  if (status.delay === null || answers === 0 || timeLeft === null || timeLeft > SHOWN_BELOW_MS) return null;
  return (
    <p className="mt-3 text-pretty text-caution text-sm tabular-nums">
      {t`${plural(answers, "One answer waits", "# answers wait")} to be sent; ${name} ends in ${timeLeftInWords(timeLeft)}.`}{" "}
      {t`What arrives after that isn’t taken by itself: your faculty see when it was given, and decide.`}
    </p>
  );
}
