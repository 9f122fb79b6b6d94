import type { ReaderAssignment } from "@/lib/domain/assignments/views";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";

type RulesProps = { assignment: ReaderAssignment; timeZone: string };

/** The rules of an assignment that its reader is to know before beginning, a sentence each. */
function rulesOf({ assignment, timeZone }: RulesProps): readonly string[] {
  const {
    mode,
    cases,
    timeLimitMinutes,
    attemptsAllowed,
    reasons,
    secondLook,
    dueAt,
    closesAt,
    releasesAt,
    released,
  } = assignment;
  const at = (moment: string): string => formatMoment(moment, timeZone);
  return [
    `${t`${plural(cases, "# case.", "# cases.")}`} ${modeWords(mode).rule}`,
    attemptsAllowed === 1
      ? t`One attempt at each case: a phase that is locked in can’t be changed, nor a zone that is submitted.`
      : t`Up to ${plural(attemptsAllowed, "# attempt", "# attempts")} at each case; your first counts in your figures.`,
    timeLimitMinutes === null
      ? t`No time limit: leave when you like, and go on where you stopped.`
      : t`${plural(timeLimitMinutes, "# minute", "# minutes")} from the moment you begin. The time runs on while you are away.`,
    ...(reasons === "asked"
      ? [
          t`Before each answer is told you are asked what comes next and what could go wrong: a line each, or none.`,
        ]
      : reasons === "offered"
        ? [
            t`If you like, say what comes next and what could go wrong before each answer is told: a switch below the zone’s tools turns that on.`,
          ]
        : []),
    ...(secondLook
      ? [
          t`After an answer you may be shown an aid, right or wrong, and keep your answer or change it. The first one counts.`,
        ]
      : []),
    ...(dueAt ? [t`Due ${at(dueAt)}. Answers after that count as late.`] : []),
    ...(closesAt ? [t`Closes ${at(closesAt)}. Nothing is taken after that.`] : []),
    ...(released
      ? []
      : [
          releasesAt
            ? t`Results are released ${at(releasesAt)}.`
            : t`Results come when your faculty release them.`,
        ]),
    t`If the connection is lost, go on: answers are kept in this browser and sent when it is back. Keep to one browser.`,
  ];
}

export function Rules(props: RulesProps) {
  return (
    <ul className="max-w-prose list-disc space-y-1.5 pl-5">
      {rulesOf(props).map((rule) => (
        <li key={rule} className="text-pretty">
          {rule}
        </li>
      ))}
    </ul>
  );
}
