import Link from "next/link";
import { FIRST_MODE } from "@/lib/domain/attempts/mode";
import { modeOfDrill } from "@/lib/domain/attempts/mode-of-drill";
import type { UnfinishedAttempt } from "@/lib/domain/attempts/views";
import type { ResidentHome } from "@/lib/domain/homes/views";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { formatCount } from "@/lib/words/figures";
import { metricNotes } from "@/lib/words/metric-notes";
import { missName } from "@/lib/words/misses";
import { AlongLine } from "../along/along-line";
import { DueList } from "../assignments/due-list";
import { KeptAnswers } from "../assignments/kept-answers";
import { HeadlineFigures } from "../progress/headline-figures";
import { HistoryList } from "../progress/history-list";
import { againUrl, caseUrl, drillUrl, practiceSource } from "../quiz/case-addresses";
import { ReasonsSwitch } from "../quiz/reasons-switch";
import { DueBadge } from "../shell/due-badge";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { ModeList } from "./mode-list";

type ResidentHomeViewProps = { home: ResidentHome; userId: string; name: string; now: string };

const summary = [metricNotes.ha25, metricNotes.acc, metricNotes.hmIoU];

function Unfinished({ attempt, timeZone }: { attempt: UnfinishedAttempt; timeZone: string }) {
  return (
    <section
      aria-labelledby="unfinished"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-line-strong bg-raised px-5 py-4"
    >
      <div className="min-w-0">
        <h2 id="unfinished" className="font-semibold">
          {attempt.secondLook ? t`A case waits for its second look` : t`A case waits for its Go Zone`}
        </h2>
        <p className="text-muted text-sm">
          {attempt.secondLook
            ? t`Your answer is stored. Keep or change it before ${formatMoment(attempt.closesAt, timeZone)}, or it stands as it is.`
            : t`You named its phase on ${formatMoment(attempt.lockedAt, timeZone)}. Draw the zone before ${formatMoment(attempt.closesAt, timeZone)}, or it counts as a miss.`}
        </p>
      </div>
      <ButtonLink variant="primary" href={caseUrl(practiceSource(attempt.mode), attempt.caseId)}>
        {attempt.secondLook ? t`Look again` : t`Draw the zone`}
      </ButtonLink>
    </section>
  );
}

function OpenDrill({ drill }: { drill: NonNullable<ResidentHome["practice"]["drill"]> }) {
  const { id, aim, at, of } = drill;
  return (
    <section
      aria-labelledby="drill"
      className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-line bg-raised px-5 py-4"
    >
      <div className="min-w-0">
        <h2 id="drill" className="font-semibold">{t`A drill waits`}</h2>
        <p className="text-muted text-sm">{t`${missName(aim)}: at ${at} of ${of}.`}</p>
      </div>
      <ButtonLink href={drillUrl(modeOfDrill(aim), id)} prefetch={false}>{t`Go on with it`}</ButtonLink>
    </section>
  );
}

/** How far through the cases the reader is, as a scale. */
function CasesScale({ answered, cases }: { answered: number; cases: number }) {
  return (
    <div aria-hidden className="mt-4 h-1.5 w-full max-w-md overflow-hidden rounded-full bg-line">
      <div className="h-full bg-accent" style={{ width: `${(100 * answered) / cases}%` }} />
    </div>
  );
}

function headingOf({ casesAnswered, casesOpen, practice }: ResidentHome): string {
  const { sitting, due, minutes } = practice;
  if (sitting) {
    return t`At ${sitting.at} of ${sitting.of}, about ${plural(minutes, "# minute", "# minutes")} more`;
  }
  if (due > 0) return t`${due} due, about ${plural(minutes, "# minute", "# minutes")}`;
  if (casesOpen > 0) return t`${plural(casesOpen, "# case", "# cases")} to read`;
  return casesAnswered > 0 ? t`Every case is answered` : t`No cases yet`;
}

function beginWords({ casesAnswered, practice }: ResidentHome): string {
  if (practice.sitting) return t`Go on`;
  if (practice.due > 0) return t`Practise`;
  return casesAnswered > 0 ? t`Next case` : t`Begin with a case`;
}

/** Where a resident lands: one thing to do next, then the ways to practise and how it goes. */
export function ResidentHomeView({ home, userId, name, now }: ResidentHomeViewProps) {
  const { casesAnswered, casesOpen, unfinished, due, progress, recent, timeZone } = home;
  const cases = casesAnswered + casesOpen;
  return (
    <>
      <p className="mb-1 break-words text-muted text-sm">{name}</p>
      <KeptAnswers userId={userId} />
      <DueBadge due={home.badge} />
      <PageHeading
        title={headingOf(home)}
        actions={
          casesOpen > 0 || home.practice.due > 0 ? (
            <ButtonLink href="/practice" variant={unfinished ? "secondary" : "primary"} size="lg">
              {beginWords(home)}
            </ButtonLink>
          ) : (
            casesAnswered > 0 && (
              <ButtonLink
                href={againUrl(FIRST_MODE)}
                variant={unfinished ? "secondary" : "primary"}
                size="lg"
              >{t`Practise them again`}</ButtonLink>
            )
          )
        }
      >
        {cases > 0 && (
          <>
            <p>
              {t`${formatCount(casesAnswered)} of ${plural(cases, "# case", "# cases")} answered.`}
              {casesOpen === 0 && <> {t`Repetitions count in no figure.`}</>}
            </p>
            <CasesScale answered={casesAnswered} cases={cases} />
          </>
        )}
      </PageHeading>
      {due.length > 0 && (
        <section aria-labelledby="due" className="mb-8">
          <div className="mb-2 flex items-baseline justify-between gap-4">
            <h2 id="due" className="font-semibold">{t`Assigned to you`}</h2>
            <MoreLink href="/assignments">{t`All of them`}</MoreLink>
          </div>
          <DueList assignments={due} timeZone={timeZone} now={now} />
        </section>
      )}
      {unfinished && <Unfinished attempt={unfinished} timeZone={timeZone} />}
      {home.practice.drill && <OpenDrill drill={home.practice.drill} />}
      {cases === 0 ? (
        <Empty title={t`There is nothing to practise on yet`}>
          <p>{t`Cases appear here by themselves once a dataset is open to practice. Ask whoever runs Calot for you if you expected some.`}</p>
        </Empty>
      ) : (
        <div className="mt-10 grid gap-x-14 gap-y-12 lg:grid-cols-[7fr_6fr]">
          <div className="min-w-0 space-y-12">
            {casesOpen > 0 ? (
              <section aria-labelledby="modes">
                <h2 id="modes" className="mb-2 font-semibold">{t`Three ways to practise`}</h2>
                <ModeList />
                <ReasonsSwitch userId={userId} className="mt-2 w-fit text-muted" />
                <AlongLine userId={userId} />
              </section>
            ) : (
              <AlongLine userId={userId} />
            )}
            <section aria-labelledby="summary">
              <div className="mb-3 flex items-baseline justify-between gap-4">
                <h2 id="summary" className="font-semibold">{t`How it goes`}</h2>
                <MoreLink href="/progress">{t`All progress`}</MoreLink>
              </div>
              <HeadlineFigures metrics={progress.all} notes={summary} />
            </section>
          </div>
          <section aria-labelledby="recent" className="min-w-0">
            <div className="mb-2 flex items-baseline justify-between gap-4">
              <h2 id="recent" className="font-semibold">{t`Last answers`}</h2>
              {recent.length > 0 && <MoreLink href="/history">{t`All of them`}</MoreLink>}
            </div>
            {recent.length > 0 ? (
              <HistoryList entries={recent} timeZone={timeZone} />
            ) : (
              <p className="border-line border-y py-4 text-muted text-sm">{t`Your answers are kept here with their frames, beginning with the first.`}</p>
            )}
          </section>
        </div>
      )}
    </>
  );
}

function MoreLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      className="rounded-sm py-1 text-accent text-sm underline decoration-transparent underline-offset-4 hover:decoration-current"
    >
      {children}
    </Link>
  );
}
