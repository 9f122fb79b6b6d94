import { whenInWords } from "@/lib/domain/assignments/due-words";
import type { Standing } from "@/lib/domain/assignments/schedule";
import type { AssignmentSummary, DueAssignment, SeenBefore } from "@/lib/domain/assignments/views";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";

/** A reader's standing in a word or two. */
export const standingWords: Readonly<Record<Standing, string>> = {
  upcoming: t`Not open yet`,
  excused: t`Excused`,
  done: t`Finished`,
  open: t`Not begun`,
  begun: t`Begun`,
  late: t`Late`,
  "time-up": t`Time is up`,
  closed: t`Closed unfinished`,
};

type Clock = { readonly now: string; readonly timeZone: string };

/** When an assignment is due, as its reader wants to know it. */
export function dueWords(assignment: DueAssignment, { now, timeZone }: Clock): string {
  const { standing, opensAt, dueAt, closesAt, extended } = assignment;
  const when = (moment: string): string => whenInWords(new Date(moment), new Date(now), timeZone);
  switch (standing) {
    case "upcoming":
      return t`Opens ${when(opensAt)}`;
    case "excused":
      return t`You are excused`;
    case "done":
      return assignment.released ? t`Finished; results are out` : t`Finished`;
    case "time-up":
      return t`Your time was up before every case was answered`;
    case "closed":
      return assignment.released ? t`Closed; results are out` : t`Closed before every case was answered`;
    case "late":
      if (!dueAt) return standingWords.late;
      return closesAt
        ? t`Answers are late now: was due ${when(dueAt)}; closes ${when(closesAt)}`
        : t`Answers are late now: was due ${when(dueAt)}`;
    default:
      if (dueAt) return extended ? t`Due ${when(dueAt)} (extended for you)` : t`Due ${when(dueAt)}`;
      return closesAt ? t`Closes ${when(closesAt)}` : t`No due date`;
  }
}

/** Where an assignment's results stand. */
export function releaseWords(
  { resultsReleasedAt, mode }: Pick<AssignmentSummary, "resultsReleasedAt" | "mode">,
  { timeZone, now }: { timeZone: string; now: string },
): string {
  if (resultsReleasedAt === null) return t`Not released`;
  if (resultsReleasedAt > now) return t`Released ${formatMoment(resultsReleasedAt, timeZone)}`;
  return rulesOf(mode).isExam ? t`Released` : t`Shown`;
}

/** What residents know of the cases beforehand, in a sentence; null where they know nothing. */
export function seenWords({ readers, cases }: SeenBefore): string | null {
  if (cases === 0) return null;
  return t`${plural(readers, "One resident has answered cases of it before, and seen the reference", "# residents have answered cases of it before, and seen the reference")}; ${plural(cases, "one case is concerned", "# cases are concerned")}.`;
}
