import { modeWords } from "@/lib/domain/attempts/mode-words";
import type { UnfinishedAttempt } from "@/lib/domain/attempts/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";

/** What a case that waits for its zone is, and until when it does. */
export function unfinishedWords(attempt: UnfinishedAttempt, timeZone: string): string {
  const { mode, lockedAt, closesAt, secondLook } = attempt;
  const from = formatMoment(lockedAt, timeZone);
  const until = formatMoment(closesAt, timeZone);
  if (secondLook) {
    return t`Your answer is stored (${modeWords(mode).inLine}), and its second look waits. It can be kept or changed until ${until}; then it stands as it is.`;
  }
  return t`You locked in its phase on ${from} (${modeWords(mode).inLine}). Its zone is taken until ${until}; without one it counts as a miss.`;
}
