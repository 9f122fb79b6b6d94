import type { LateAnswerRow } from "@/lib/domain/late-answers/views";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";

const MINUTE_MS = 60_000;
/** Below this two clocks are called the same: a message is on its way for as long. */
const SAME_MS = 2_000;

/** "3 min ahead", "12 s behind", "right". @param ms by how many milliseconds a clock was ahead of Calot's */
function aheadWords(ms: number): string {
  if (Math.abs(ms) < SAME_MS) return t`right`;
  const whole = Math.round(Math.abs(ms) / 1000);
  const minutes = Math.round(Math.abs(ms) / MINUTE_MS);
  const span =
    whole < 120
      ? t`${whole} s`
      : minutes < 180
        ? t`${minutes} min`
        : t`${plural(Math.round(minutes / 60), "# hour", "# hours")}`;
  return ms > 0 ? t`${span} ahead` : t`${span} behind`;
}

/** How far the clock can be trusted by which an answer was given. */
export function clockWords({ clock }: Pick<LateAnswerRow, "clock">, timeZone: string): string {
  const { trust, beforeMs, beforeAt, arrivalMs } = clock;
  if (beforeMs === null || beforeAt === null || arrivalMs === null) {
    return arrivalMs === null
      ? t`How right the device’s clock is, nobody knows.`
      : t`The device’s clock was ${aheadWords(arrivalMs)} on arrival; in time it was never heard of.`;
  }
  const told = t`The device’s clock was ${aheadWords(beforeMs)} when last heard of in time (${formatMoment(beforeAt, timeZone)}), and ${aheadWords(arrivalMs)} on arrival.`;
  return trust === "changed" ? t`${told} It was set in between.` : told;
}

/** Whether an answer was given in time, by the device's clock. */
export const inTimeWords: Readonly<Record<LateAnswerRow["inTime"], string>> = {
  yes: t`Given in time by the device’s clock`,
  no: t`Given after the end by the device’s own clock`,
  unclear: t`In time or not: the device’s clock does not tell`,
};

export const barredWords: Readonly<Record<NonNullable<LateAnswerRow["barred"]>, string>> = {
  released: t`The results were released before it arrived: it can’t be taken.`,
  told: t`Its reader was told the case’s answer elsewhere before it arrived: it can’t be taken.`,
};
