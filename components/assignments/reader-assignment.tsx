import { canAnswer } from "@/lib/domain/assignments/schedule";
import type { ReaderAssignment } from "@/lib/domain/assignments/views";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import type { UnfinishedAttempt } from "@/lib/domain/attempts/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { ButtonLink } from "../ui/button-link";
import { PageHeading } from "../ui/page-heading";
import { AssignedCases } from "./assigned-cases";
import { BeginButton } from "./begin-button";
import { KeptAnswers } from "./kept-answers";
import { LateAnswers } from "./late-answers";
import { Rules } from "./rules";
import { dueWords } from "./standing-words";

type ReaderAssignmentViewProps = {
  assignment: ReaderAssignment;
  /** A case of free practice that waits for its zone. */
  unfinished: UnfinishedAttempt | null;
  userId: string;
  timeZone: string;
  now: string;
};

/** What a reader is told where nothing is to be done. */
function restWords(
  { standing, released, releasesAt, excuse, list }: ReaderAssignment,
  timeZone: string,
): string {
  if (standing === "excused") return excuse ? t`You are excused: ${excuse}` : t`You are excused from it.`;
  if (standing === "upcoming") return t`You can begin when it opens.`;
  if (released && list.some(({ state }) => state === "withheld"))
    return t`Your answers are stored. Some cases are in an exam of yours too: their results come when it is released.`;
  if (released) return t`Results are out. Each case opens beside its reference.`;
  if (releasesAt)
    return t`Your answers are stored. Results are released ${formatMoment(releasesAt, timeZone)}.`;
  return t`Your answers are stored. Results come when your faculty release them; you will be told.`;
}

/** An assignment to its reader: the rules before it, the way back in, and in the end the results. */
export function ReaderAssignmentView(props: ReaderAssignmentViewProps) {
  const { assignment, unfinished, userId, timeZone, now } = props;
  const {
    id,
    name,
    mode,
    standing,
    answered,
    cases,
    instructions,
    list,
    released,
    endsAt,
    timeLimitMinutes,
  } = assignment;
  const open = canAnswer(standing);
  const hasBegun = assignment.begunAt !== null || answered > 0;
  const scored = list.filter(({ state }) => state === "scored" || state === "missed");
  const hits = scored.filter(({ phase, zone }) => phase !== "wrong" && zone === "hit").length;
  return (
    <>
      <p className="mb-1 text-muted text-sm">{modeWords(mode).assignment}</p>
      <PageHeading title={name} actions={<KeptAnswers userId={userId} />}>
        <p className={standing === "late" ? "text-caution" : undefined}>
          {dueWords(assignment, { now, timeZone })}.
        </p>
        <p className="tabular-nums">
          {released && scored.length > 0
            ? t`${answered} of ${cases} answered; ${hits} of ${scored.length} a hit in the right phase.`
            : t`${answered} of ${cases} answered.`}
        </p>
      </PageHeading>
      {instructions && (
        <section aria-labelledby="instructions" className="mb-8">
          <h2 id="instructions" className="mb-2 font-semibold">{t`Instructions`}</h2>
          <p className="max-w-prose whitespace-pre-line text-pretty">{instructions}</p>
        </section>
      )}
      {open || standing === "upcoming" ? (
        <section aria-labelledby="rules" className="mb-10">
          <h2 id="rules" className="mb-2 font-semibold">
            {hasBegun ? t`Rules` : t`Before you begin`}
          </h2>
          <Rules assignment={assignment} timeZone={timeZone} />
          {open && (
            <div className="mt-6">
              <BeginButton id={id} hasBegun={hasBegun} unfinished={unfinished} timeZone={timeZone} />
              {hasBegun && timeLimitMinutes !== null && endsAt && (
                <p className="mt-2 text-muted text-sm">{t`Your time ends ${formatMoment(endsAt, timeZone)}.`}</p>
              )}
            </div>
          )}
        </section>
      ) : (
        <p className="mb-8 max-w-prose text-pretty">{restWords(assignment, timeZone)}</p>
      )}
      <LateAnswers late={assignment.late} timeZone={timeZone} />
      {list.length > 0 && (
        <section aria-labelledby="cases">
          <h2 id="cases" className="mb-2 font-semibold">
            {released ? t`Results` : t`Cases you have come to`}
          </h2>
          <AssignedCases id={id} cases={list} open={open} />
        </section>
      )}
      {!open && (
        <div className="mt-8">
          <ButtonLink href="/assignments">{t`All assignments`}</ButtonLink>
        </div>
      )}
    </>
  );
}
