import type { Phase } from "../domain/phases";
import { type Miss, takenFor } from "../domain/practice/misses";
import type { Why } from "../domain/practice/why";
import { calendarDayInWords, weekdayInWords } from "../domain/time/moment-in-words";
import { t } from "../language/t";

/** A kind of miss, as it stands in a list: "C taken for B". */
export function missName({ phase, kind }: Miss): string {
  const other = takenFor(kind);
  if (other) return t`${phase} taken for ${other}`;
  switch (kind) {
    case "shifted":
      return t`Zone off to one side in ${phase}`;
    case "too-large":
      return t`Zone too large in ${phase}`;
    case "too-small":
      return t`Zone too small in ${phase}`;
    case "contact":
      return t`Zone onto a No-Go region in ${phase}`;
    default:
      return t`Zone elsewhere in ${phase}`;
  }
}

/** "You took C for B on Tuesday." */
function missedOn({ phase, kind }: Miss, day: string): string {
  const other = takenFor(kind);
  if (other) return t`You took ${phase} for ${other} on ${day}.`;
  switch (kind) {
    case "shifted":
      return t`Your zone was off to one side in ${phase} on ${day}.`;
    case "too-large":
      return t`Your zone was too large in ${phase} on ${day}.`;
    case "too-small":
      return t`Your zone was too small in ${phase} on ${day}.`;
    case "contact":
      return t`Your zone lay on a No-Go region in ${phase} on ${day}.`;
    default:
      return t`Your zone lay elsewhere in ${phase} on ${day}.`;
  }
}

/** A weekday of the last six days; else the date. */
const dayNear = (day: string, daysAgo: number): string =>
  daysAgo < 7 ? weekdayInWords(day) : calendarDayInWords(day, daysAgo > 180);

/** Why a case came, in a sentence; null where there is nothing that this page can say. */
export function whyWords({ kind, miss: told, day, daysAgo }: Why): string | null {
  const miss = told as { readonly phase: Phase; readonly kind: Miss["kind"] } | null;
  switch (kind) {
    case "new":
      return t`New to you.`;
    case "repetition":
      return day === null
        ? t`You have seen this frame before; no other is left.`
        : t`You have seen this frame on ${calendarDayInWords(day, (daysAgo ?? 0) > 180)}; no other is left.`;
    case "again":
      return day && t`You have seen this frame on ${calendarDayInWords(day, (daysAgo ?? 0) > 180)}.`;
    case "due":
      return miss && day !== null ? missedOn(miss, dayNear(day, daysAgo ?? 7)) : null;
    case "drill":
      return miss && t`Drilled: ${missName(miss)}.`;
    default:
      return null;
  }
}
