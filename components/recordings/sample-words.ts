import { type Cut, isInClip, isKept } from "@/lib/domain/recordings/cut";
import { phaseAt } from "@/lib/domain/recordings/phase-track";
import { type Mark, markWords } from "@/lib/domain/recordings/screening";
import { t } from "@/lib/language/t";
import { formatClock } from "@/lib/words/clock";
import type { StripSample } from "./strip";

/** Whether a sample becomes a case, and why not, in a few words. */
export function keptWords(cut: Cut, index: number, mark: Mark | null): string {
  if (!isInClip(cut, index)) return t`Outside the clip`;
  if (isKept(cut, index, mark)) return mark ? t`Kept all the same (${markWords[mark]})` : t`Kept`;
  return mark && !cut.decided[index] ? markWords[mark] : t`Left out`;
}

/** A sample as it is read out: its time, its phase, whether it is kept. */
export function sampleWords(cut: Cut, index: number, { timeUs, mark }: StripSample): string {
  const phase = phaseAt(cut.phases, index);
  const kept = keptWords(cut, index, mark);
  return phase
    ? t`${formatClock(timeUs)}, phase ${phase}. ${kept}.`
    : t`${formatClock(timeUs)}, no phase. ${kept}.`;
}
