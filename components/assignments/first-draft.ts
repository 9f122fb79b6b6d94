import { type Mode, rulesOf } from "@/lib/domain/attempts/mode";
import { localTimeOf } from "@/lib/domain/time/zoned-time";
import type { TermsDraft } from "./terms-fields";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How residents get their results unless somebody says otherwise. */
export const usualRelease = (mode: Mode): "by-hand" | "at-once" =>
  rulesOf(mode).isExam ? "by-hand" : "at-once";

/** Two days after a day, for answers that are late. Both as `2026-03-02T18:00`. */
export const closingAfter = (due: string): string =>
  new Date(Date.parse(`${due}Z`) + 2 * DAY_MS).toISOString().slice(0, 16);

/** Terms to begin with: open now, due in a week at a round hour of the institution's clocks. */
export function firstDraft(now: string, timeZone: string): TermsDraft {
  const inAWeek = localTimeOf(new Date(Date.parse(now) + 7 * DAY_MS), timeZone).slice(0, 10);
  const due = `${inAWeek}T18:00`;
  return {
    name: "",
    instructions: "",
    opens: localTimeOf(new Date(now), timeZone),
    due,
    closes: closingAfter(due),
    timeLimit: "",
    reasons: "no",
    secondLook: null,
    release: "at-once",
    releaseAt: closingAfter(due),
  };
}
