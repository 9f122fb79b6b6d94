import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { letter } from "../notices/message";
import { daysBetween } from "../time/day";

/** The switch. */
export const remindersSchema = z.object({ on: z.boolean() }).strict();

/** When in the day reminders are written and sent, by the institution’s clocks: none in the night. */
export const REMINDER_HOURS = { from: "07:00", writtenUntil: "12:00", sentUntil: "20:00" } as const;

/** How many days a reminder without an answer is followed by silence, the first one, the second one; the third is the last. */
const SILENCE_DAYS = [3, 7] as const;

/** The last reminder, by days, YYYY-MM-DD. */
export type LastReminder = {
  readonly on: string;
  /** How many there were in a row without an answer, this one included. */
  readonly times: number;
};

/**
 * Which reminder in a row a day’s would be; null where there is to be none: something was answered that day already, or
 * one without an answer is too near, or the last of them.
 *
 * @param answeredOn the day of the reader’s latest answer, at whatever case
 */
export function reminderOf(today: string, answeredOn: string, last: LastReminder | null): number | null {
  if (answeredOn >= today || (last && last.on >= today)) return null;
  // On its own day there was none before it.
  if (!last || answeredOn >= last.on) return 1;
  const silence = SILENCE_DAYS[last.times - 1];
  return silence !== undefined && daysBetween(last.on, today) >= silence ? last.times + 1 : null;
}

/** A reminder’s mail: how much is due and how long it takes, where, and how it is switched off. */
export function dueMail(
  name: string,
  { due, minutes }: { readonly due: number; readonly minutes: number },
  { practice, switchOff }: { readonly practice: string; readonly switchOff: string },
): { readonly subject: string; readonly text: string } {
  return {
    subject: t`Practice: ${due} due, about ${plural(minutes, "# minute", "# minutes")}`,
    text: letter([
      t`Hello ${name},`,
      t`${plural(due, "One case is", "# cases are")} due in your practice, which takes about ${plural(minutes, "# minute", "# minutes")}.`,
      practice,
      t`You get such a mail once a day at most. To switch them off:`,
      switchOff,
    ]),
  };
}
