"use client";

import { clsx } from "clsx";
import { Clock } from "lucide-react";
import { timeLeftInWords } from "@/lib/domain/assignments/due-words";
import { t } from "@/lib/language/t";

const MINUTE_MS = 60_000;
/** Further ends are no matter of a sitting. */
const SHOWN_BELOW_MS = 24 * 60 * MINUTE_MS;

/** What is said aloud, once each: at five minutes and at one. */
function spoken(left: number): string {
  if (left <= MINUTE_MS) return t`Less than a minute left.`;
  return left <= 5 * MINUTE_MS ? t`Less than five minutes left.` : "";
}

/** How much time is left, quietly; it takes on colour for the last five minutes alone. */
export function TimeLeft({ ms }: { ms: number }) {
  if (ms > SHOWN_BELOW_MS) return null;
  return (
    <span
      role="timer"
      className={clsx(
        "flex shrink-0 items-center gap-1 whitespace-nowrap tabular-nums",
        ms <= 5 * MINUTE_MS && "text-caution",
      )}
    >
      <Clock aria-hidden className="size-4" />
      {t`${timeLeftInWords(ms)} left`}
      <span aria-live="polite" className="sr-only">
        {spoken(ms)}
      </span>
    </span>
  );
}
