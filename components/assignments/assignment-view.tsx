import { canAnswer } from "@/lib/domain/assignments/schedule";
import type { AssignmentChoices, AssignmentDetail, ReaderRow } from "@/lib/domain/assignments/views";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import { reasonTermWords } from "@/lib/domain/reasons/reason-words";
import { aidWords } from "@/lib/domain/second-look/aid-words";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { formatCount } from "@/lib/words/figures";
import { ButtonLink } from "../ui/button-link";
import { LinkSwitch } from "../ui/link-switch";
import { PageHeading } from "../ui/page-heading";
import { AddReaders } from "./add-readers";
import { AssignedReaders } from "./assigned-readers";
import { ChangeTerms } from "./change-terms";
import { ReleaseResults } from "./release-results";
import { RemindNotBegun } from "./remind-not-begun";
import { releaseWords, seenWords } from "./standing-words";

type AssignmentViewProps = {
  assignment: AssignmentDetail;
  choices: AssignmentChoices;
  /** Which readers are listed. */
  show: ReadersShown;
  timeZone: string;
  now: string;
};

/** The parts of an assignment's readers that its page can show alone. */
const SHOWN = {
  all: { label: t`All`, has: () => true, empty: t`Nobody has it. Add residents.` },
  "not-begun": {
    label: t`Not begun`,
    has: ({ notBegun }) => notBegun,
    empty: t`Everybody who can has begun.`,
  },
  begun: {
    label: t`Begun`,
    has: ({ standing, notBegun }) => canAnswer(standing) && !notBegun,
    empty: t`Nobody is in the middle of it.`,
  },
  finished: {
    label: t`Finished`,
    has: ({ standing }) => standing === "done",
    empty: t`Nobody has finished yet.`,
  },
} as const satisfies Record<string, { label: string; has: (row: ReaderRow) => boolean; empty: string }>;
type ReadersShown = keyof typeof SHOWN;

/** What an address asks to see of the readers. */
export const readersShown = (asked: unknown): ReadersShown =>
  (Object.keys(SHOWN) as ReadersShown[]).find((each) => each === asked) ?? "all";

function factsOf({ assignment, timeZone, now }: AssignmentViewProps): readonly (readonly [string, string])[] {
  const {
    opensAt,
    dueAt,
    closesAt,
    timeLimitMinutes,
    attemptsAllowed,
    shuffled,
    modelShown,
    secondLook,
    reasons,
  } = assignment;
  const at = (moment: string | null): string => (moment ? formatMoment(moment, timeZone) : t`never`);
  return [
    [t`Opens`, at(opensAt)],
    [t`Due`, at(dueAt)],
    [t`Closes`, at(closesAt)],
    [
      t`Time limit`,
      timeLimitMinutes === null ? t`None` : t`${plural(timeLimitMinutes, "# minute", "# minutes")}`,
    ],
    [t`Attempts at each case`, String(attemptsAllowed)],
    [t`Order`, shuffled ? t`Each resident’s own` : t`The set’s`],
    ...(reasons === "no" ? [] : [[t`Own words before the reveal`, reasonTermWords[reasons]] as const]),
    [t`Models on the results`, modelShown ? t`Shown` : t`Left out`],
    ...(secondLook ? [[t`Second look`, aidWords[secondLook]] as const] : []),
    [t`Results`, releaseWords(assignment, { timeZone, now })],
  ];
}

/** An assignment as the faculty see it: how its readers get on, and everything that can be changed. */
export function AssignmentView(props: AssignmentViewProps) {
  const { assignment, choices, show, timeZone, now } = props;
  const { id, name, mode, caseSet, cases, author, readers, begun, done, instructions, rows } = assignment;
  const seen = seenWords(assignment.seenBefore);
  const held = assignment.resultsReleasedAt === null || assignment.resultsReleasedAt > now;
  return (
    <>
      <PageHeading
        title={name}
        actions={
          <>
            <ButtonLink href={`/assignments/${id}/results`}>{t`Results`}</ButtonLink>
            <ChangeTerms assignment={assignment} timeZone={timeZone} now={now} />
            {held && <ReleaseResults assignment={assignment} open={assignment.opensAt <= now} />}
          </>
        }
      >
        <p>
          {author
            ? t`${modeWords(mode).name}, ${plural(cases, "# case", "# cases")} of ${caseSet}, assigned by ${author}.`
            : t`${modeWords(mode).name}, ${plural(cases, "# case", "# cases")} of ${caseSet}.`}
        </p>
        <p>{t`${plural(readers, "# resident", "# residents")}: ${begun} begun, ${done} finished.`}</p>
      </PageHeading>
      <dl className="mb-8 grid grid-cols-[repeat(auto-fit,minmax(min(8.5rem,100%),1fr))] gap-x-6 gap-y-4">
        {factsOf(props).map(([term, value]) => (
          <div key={term} className="border-line border-t pt-2">
            <dt className="text-muted text-sm">{term}</dt>
            <dd className="mt-0.5">{value}</dd>
          </div>
        ))}
      </dl>
      {instructions && (
        <section aria-labelledby="instructions" className="mb-8">
          <h2 id="instructions" className="mb-1 font-semibold">{t`Instructions`}</h2>
          <p className="max-w-prose whitespace-pre-line text-pretty">{instructions}</p>
        </section>
      )}
      {seen && <p className="mb-6 max-w-prose border-caution border-l-2 pl-3 text-sm">{seen}</p>}
      <AddReaders assignment={assignment} choices={choices} />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <LinkSwitch
          label={t`Which residents`}
          options={Object.entries(SHOWN).map(([key, { label, has }]) => ({
            key,
            label: `${label} ${formatCount(rows.filter(has).length)}`,
            href: key === "all" ? `/assignments/${id}` : `/assignments/${id}?show=${key}`,
            current: key === show,
          }))}
        />
        <RemindNotBegun id={id} rows={rows} now={now} />
      </div>
      <AssignedReaders
        // Another part of the readers begins with nothing searched for.
        key={show}
        id={id}
        rows={rows.filter(SHOWN[show].has)}
        empty={SHOWN[show].empty}
        cases={cases}
        timeZone={timeZone}
        extendable={(!rulesOf(mode).isExam || held) && (assignment.dueAt ?? assignment.closesAt) !== null}
      />
    </>
  );
}
