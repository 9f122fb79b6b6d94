import Link from "next/link";
import type { Comparison, FollowedFigure } from "@/lib/domain/cohorts/views";
import { PHASES } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { followedNotes } from "@/lib/words/cohort-figures";
import { Breadcrumb } from "../ui/breadcrumb";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { LinkSwitch } from "../ui/link-switch";
import { PageHeading } from "../ui/page-heading";
import { TextLink } from "../ui/text-link";
import { cohortUrl, compareUrl, programUrl } from "./cohort-addresses";
import { CohortChooser } from "./cohort-chooser";
import { CompareOverall, ComparePhases, CompareWeeks } from "./compare-plots";
import { COMPARED } from "./compared";
import { Formative } from "./formative";
import { PeriodSwitch } from "./period-switch";

type CompareViewProps = {
  comparison: Comparison;
  /** Told by phase and by week. */
  figure: FollowedFigure;
  /** Whether its viewer has the program's page too. */
  hasProgram: boolean;
};

/** Some cohorts side by side. */
export function CompareView({ comparison, figure, hasProgram }: CompareViewProps) {
  const { cohorts, choices, period } = comparison;
  const ids = cohorts.map(({ id }) => id);
  const isCompared = ids.length >= COMPARED.least;
  const chooser = <CohortChooser choices={choices} chosen={ids} weeks={period.weeks} key={ids.join()} />;
  return (
    <>
      {hasProgram && <Breadcrumb href={programUrl({ weeks: period.weeks })} label={t`Program`} />}
      <PageHeading title={t`Compare cohorts`}>
        <p>
          {isCompared
            ? t`The same figures of each, over the same weeks.`
            : t`Choose two to six cohorts to see them side by side.`}
        </p>
      </PageHeading>
      {choices.length < COMPARED.least ? (
        <Empty
          title={choices.length === 0 ? t`There is no cohort yet` : t`There is one cohort alone`}
          action={hasProgram && <ButtonLink href="/people/cohorts">{t`To cohorts and people`}</ButtonLink>}
        >
          <p>{t`It takes two to compare.`}</p>
        </Empty>
      ) : !isCompared ? (
        chooser
      ) : (
        <>
          <PeriodSwitch period={period} href={(weeks) => compareUrl(ids, { weeks, figure })} />
          <Chosen comparison={comparison} figure={figure} />
          <details className="mb-10 print:hidden">
            <summary className="min-h-6 w-fit py-1 font-medium text-sm">{t`Choose other cohorts`}</summary>
            <div className="mt-3">{chooser}</div>
          </details>
          <Plots comparison={comparison} figure={figure} />
        </>
      )}
    </>
  );
}

/** The cohorts by name, each leading to its page, and out of the comparison. */
function Chosen({
  comparison: { cohorts, period },
  figure,
}: {
  comparison: Comparison;
  figure: FollowedFigure;
}) {
  const ids = cohorts.map(({ id }) => id);
  return (
    <ul aria-label={t`Compared`} className="mb-3 flex flex-wrap gap-2 text-sm">
      {cohorts.map(({ id, name }) => (
        <li key={id} className="flex min-h-9 items-center gap-1 rounded-md border border-line pl-3">
          <TextLink href={cohortUrl(id, { weeks: period.weeks })}>{name}</TextLink>
          {ids.length > COMPARED.least ? (
            <Link
              href={compareUrl(
                ids.filter((each) => each !== id),
                { weeks: period.weeks, figure },
              )}
              prefetch={false}
              scroll={false}
              aria-label={t`Leave out ${name}`}
              className="grid min-h-9 min-w-9 place-items-center text-muted hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11 print:hidden"
            >
              <span aria-hidden>×</span>
            </Link>
          ) : (
            <span className="w-3" />
          )}
        </li>
      ))}
    </ul>
  );
}

function Plots({ comparison, figure }: { comparison: Comparison; figure: FollowedFigure }) {
  const { cohorts, period } = comparison;
  return (
    <div className="space-y-12">
      <div className="space-y-5">
        <CompareOverall cohorts={cohorts.map(({ id, name, figures }) => ({ id, name, figures }))} />
        <Formative />
      </div>
      <section aria-label={t`One figure by phase and by week`} className="space-y-10">
        <LinkSwitch
          label={t`Figure`}
          options={followedNotes.map(({ key, label }) => ({
            key,
            label,
            href: compareUrl(
              cohorts.map(({ id }) => id),
              { weeks: period.weeks, figure: key },
            ),
            current: key === figure,
          }))}
        />
        <ComparePhases
          figure={figure}
          rows={PHASES.flatMap((phase) =>
            cohorts.map(({ id, name, byPhase }) => {
              const { residents, suppressed, [figure]: estimate } = byPhase[phase];
              return { id, name, phase, figures: { residents, suppressed, [figure]: estimate } };
            }),
          )}
        />
        <CompareWeeks
          figure={figure}
          period={period}
          cohorts={cohorts.map(({ id, name }) => ({ id, name }))}
          weeks={cohorts.flatMap(({ id, name, weeks }) =>
            weeks.map(({ week, residents, suppressed, [figure]: estimate }) => ({
              id,
              name,
              week,
              residents,
              suppressed,
              [figure]: estimate,
            })),
          )}
        />
      </section>
    </div>
  );
}
