import { whenInWords } from "@/lib/domain/assignments/due-words";
import type { Standing } from "@/lib/domain/assignments/schedule";
import type { AssignmentSummary, DueAssignment, SeenBefore } from "@/lib/domain/assignments/views";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { formatMoment } from "@/lib/words/dates";

/** A reader's standing in a word or two. */
export const standingWords: Readonly<Record<Standing, string>> = {
  upcoming: "Not open yet",
  excused: "Excused",
  done: "Finished",
  open: "Not begun",
  begun: "Begun",
  late: "Late",
  "time-up": "Time is up",
  closed: "Closed unfinished",
};

type Clock = { readonly now: string; readonly timeZone: string };

/** When an assignment is due, as its reader wants to know it. */
export function dueWords(assignment: DueAssignment, { now, timeZone }: Clock): string {
  const { standing, opensAt, dueAt, closesAt, extended } = assignment;
  const when = (moment: string): string => whenInWords(new Date(moment), new Date(now), timeZone);
  switch (standing) {
    case "upcoming":
      return `Opens ${when(opensAt)}`;
    case "excused":
      return "You are excused";
    case "done":
      return assignment.released ? "Finished; results are out" : "Finished";
    case "time-up":
      return "Your time was up before every case was answered";
    case "closed":
      return assignment.released ? "Closed; results are out" : "Closed before every case was answered";
    case "late": {
      const closing = closesAt ? `; closes ${when(closesAt)}` : "";
      return `Late: was due ${dueAt ? when(dueAt) : "before"}${closing}`;
    }
    default:
      if (dueAt) return `Due ${when(dueAt)}${extended ? " (extended for you)" : ""}`;
      return closesAt ? `Closes ${when(closesAt)}` : "No due date";
  }
}

/** Where an assignment's results stand. */
export function releaseWords(
  { resultsReleasedAt, mode }: Pick<AssignmentSummary, "resultsReleasedAt" | "mode">,
  { timeZone, now }: { timeZone: string; now: string },
): string {
  if (resultsReleasedAt === null) return "Not released";
  if (resultsReleasedAt > now) return `Released ${formatMoment(resultsReleasedAt, timeZone)}`;
  return rulesOf(mode).isExam ? "Released" : "Shown";
}

/** What residents know of the cases beforehand, in a sentence; null where they know nothing. */
export function seenWords({ readers, cases }: SeenBefore): string | null {
  if (cases === 0) return null;
  const people = readers === 1 ? "One resident has" : `${readers} residents have`;
  const what = cases === 1 ? "one case is" : `${cases} cases are`;
  return `${people} answered cases of it before, and seen the reference; ${what} concerned.`;
}
