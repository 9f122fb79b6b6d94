import Link from "next/link";
import { rich } from "@/components/ui/rich";
import type { CohortPage, ResidentRow } from "@/lib/domain/cohorts/views";
import { plural, t } from "@/lib/language/t";
import { suppressionWords } from "@/lib/words/cohort-figures";
import { Confusion } from "../progress/confusion";
import { Breadcrumb } from "../ui/breadcrumb";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { Activity } from "./activity";
import { CalibrationView } from "./calibration-view";
import { cohortUrl, compareUrl, programUrl } from "./cohort-addresses";
import { CohortFiles } from "./cohort-files";
import { FailureMatrix } from "./failure-matrix";
import { Formative } from "./formative";
import { Headline } from "./headline";
import { NoAnswers } from "./no-answers";
import { PeriodSwitch } from "./period-switch";
import { PhasePlots } from "./phase-plots";
import { ReferenceTable } from "./reference-table";
import { ResidentsTable } from "./residents-table";
import { stuckFirst } from "./stuck-first";
import { StuckRules } from "./stuck-rules";
import { WeekTrends } from "./week-trends";

/** A cohort: how it does, where it fails, how far its sureness can be believed, and who is stuck. */
export function CohortView({ cohort }: { cohort: CohortPage }) {
  const { id, name, ended, members, period, figures, residents } = cohort;
  const { weeks } = period;
  const isSilent = figures.acc.n === 0 && cohort.failures.every(({ n }) => n === 0);
  return (
    <>
      <Breadcrumb
        href={residents ? programUrl({ weeks }) : compareUrl([], { weeks })}
        label={residents ? t`Program` : t`Cohorts`}
      />
      <PageHeading
        title={name}
        actions={<ButtonLink href={compareUrl([id], { weeks })} prefetch={false}>{t`Compare`}</ButtonLink>}
      >
        <p>
          {ended
            ? t`${plural(members, "# resident", "# residents")}, a former cohort.`
            : t`${plural(members, "# resident.", "# residents.")}`}{" "}
          {residents && residents.length > 0 && <Standing residents={residents} />}
        </p>
      </PageHeading>
      <PeriodSwitch period={period} href={(other) => cohortUrl(id, { weeks: other })} />
      {isSilent && members === 0 && <Nobody mayManage={residents !== null} />}
      {isSilent && members > 0 && <NoAnswers period={period} allWeeks={cohortUrl(id, { weeks: "all" })} />}
      {!isSilent && <Figures cohort={cohort} />}
      {residents && members > 0 && (
        <div id="residents" className="mt-12 scroll-mt-4">
          <ResidentsTable
            residents={stuckFirst(residents)}
            weeks={weeks}
            timeZone={cohort.timeZone}
            note={t`Those who are stuck first. Figures are over the period’s first answers; the rules look at the latest weeks, whatever the period.`}
            csvName="calot-cohort-residents"
            search={t`Search residents`}
          />
          <StuckRules />
        </div>
      )}
      {!isSilent && <CohortFiles id={id} weeks={weeks} hasResidents={residents !== null} />}
    </>
  );
}

/** Who needs a look, in a sentence that leads to them. */
function Standing({ residents }: { residents: readonly ResidentRow[] }) {
  const stuck = residents.filter(({ concerns }) => concerns.length > 0).length;
  const late = residents.filter(({ overdue }) => overdue > 0);
  const overdue = late.reduce((sum, row) => sum + row.overdue, 0);
  const who = (
    <Link href="#residents" className="underline decoration-line-strong underline-offset-4">
      {stuck === 0 ? t`Nobody is stuck` : t`${plural(stuck, "# is stuck", "# are stuck")}`}
    </Link>
  );
  if (overdue === 0) return <>{who}.</>;
  return rich`${who}, and ${plural(late.length, "# resident has", "# residents have")} ${plural(overdue, "# assignment overdue", "# assignments overdue")}.`;
}

function Nobody({ mayManage }: { mayManage: boolean }) {
  return (
    <Empty
      title={t`Nobody is in this cohort`}
      action={mayManage && <ButtonLink href="/people/cohorts">{t`To cohorts and people`}</ButtonLink>}
    >
      <p>{t`Its figures appear once residents are in it and have answered.`}</p>
    </Empty>
  );
}

function Figures({ cohort }: { cohort: CohortPage }) {
  const { name, figures, weeks, period, byPhase, confusion, failures, references, members } = cohort;
  return (
    <div className="space-y-12">
      <div className="space-y-5">
        <Headline figures={figures} contact={cohort.contact} />
        <Formative />
      </div>
      <WeekTrends weeks={weeks} period={period} references={references} csvName="calot-cohort-weeks" />
      <PhasePlots byPhase={byPhase} csvName="calot-cohort-phases" />
      {confusion ? (
        <Confusion confusion={confusion} own={false} tone="cohort" csvName="calot-cohort-confusion" />
      ) : (
        <section>
          <h2 className="font-semibold">{t`Phases taken for one another`}</h2>
          <p className="text-muted text-sm">{t`Not shown: ${suppressionWords[figures.suppressed ?? "few-answers"]}.`}</p>
        </section>
      )}
      <FailureMatrix failures={failures} csvName="calot-cohort-failures" />
      <div className="grid gap-x-12 gap-y-12 md:grid-cols-2">
        <CalibrationView
          kind="phase"
          calibration={cohort.phaseCalibration}
          csvName="calot-cohort-phase-confidence"
        />
        <CalibrationView
          kind="zone"
          calibration={cohort.zoneCalibration}
          csvName="calot-cohort-zone-confidence"
        />
      </div>
      <Activity weeks={weeks} period={period} members={members} csvName="calot-cohort-activity" />
      {references.length > 0 && (
        <ReferenceTable
          name={name}
          figures={figures}
          contact={cohort.contact}
          references={references}
          csvName="calot-cohort-beside-models"
        />
      )}
    </div>
  );
}
