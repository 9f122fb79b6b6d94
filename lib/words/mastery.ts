import { SITTINGS_TO_MASTERY } from "../domain/practice/mastery";
import type { MasteryView } from "../domain/practice/skill-view";
import { calendarDayInWords } from "../domain/time/moment-in-words";
import { inList } from "../language/in-list";
import { t } from "../language/t";

/** Whether a skill is mastered, with what it rests on: "Shown in 2 of 3 sittings: 3 May, 9 May". */
export function masteryWords({ shownOn, restsUntil, resting }: MasteryView): string {
  const days = inList(
    shownOn.map((day) => calendarDayInWords(day)),
    ",",
  );
  if (restsUntil !== null) {
    const until = calendarDayInWords(restsUntil);
    return resting
      ? t`Mastered, shown on ${days}; rests until ${until}`
      : t`Mastered, shown on ${days}; asked for again since ${until}`;
  }
  return shownOn.length > 0 ? t`Shown in ${shownOn.length} of ${SITTINGS_TO_MASTERY} sittings: ${days}` : "";
}
