import type { ReactNode } from "react";
import type { ResidentPage } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { describeYear } from "@/lib/words/cohort-figures";
import { CalibrationView } from "../cohorts/calibration-view";
import { cohortUrl, programUrl, residentUrl } from "../cohorts/cohort-addresses";
import { ConcernList } from "../cohorts/concern-list";
import { Formative } from "../cohorts/formative";
import { Headline } from "../cohorts/headline";
import { NoAnswers } from "../cohorts/no-answers";
import { PeriodSwitch } from "../cohorts/period-switch";
import { PhasePlots } from "../cohorts/phase-plots";
import { StuckRules } from "../cohorts/stuck-rules";
import { Confusion } from "../progress/confusion";
import { Failures } from "../progress/failures";
import { Breadcrumb } from "../ui/breadcrumb";
import { ButtonLink } from "../ui/button-link";
import { PageHeading } from "../ui/page-heading";
import { ResidentAssignments } from "./resident-assignments";
import { ResidentHistory } from "./resident-history";
import { ResidentWeeks } from "./resident-weeks";

type ResidentViewProps = {
  resident: ResidentPage;
  /** What is said of the resident to the committee, and where to say more. */
  notes: ReactNode;
};

/** A resident beside the cohort: what goes well, what does not, and what there is to talk about. */
export function ResidentView({ resident, notes }: ResidentViewProps) {
  const { id, name, email, active, trainingYear, band, period, figures, failures } = resident;
  const { weeks } = period;
  return (
    <>
      <Breadcrumb
        href={band ? cohortUrl(band.cohortId, { weeks }) : programUrl({ weeks })}
        label={band ? band.cohort : t`Program`}
      />
      <PageHeading
        title={name}
        actions={
          <ButtonLink href={`/residents/${id}/packet`} prefetch={false}>{t`Committee packet`}</ButtonLink>
        }
      >
        <p className="break-words">
          {[describeYear(trainingYear), email, !active && t`account closed`].filter(Boolean).join(", ")}
        </p>
      </PageHeading>
      <PeriodSwitch period={period} href={(other) => residentUrl(id, { weeks: other })} />
      <div className="space-y-12">
        <Concerns resident={resident} />
        {figures.acc.n === 0 && failures.n === 0 ? (
          <NoAnswers period={period} allWeeks={residentUrl(id, { weeks: "all" })} />
        ) : (
          <Figures resident={resident} />
        )}
        {resident.assignments.length > 0 && (
          <ResidentAssignments assignments={resident.assignments} timeZone={resident.timeZone} />
        )}
        <div className="grid gap-x-12 gap-y-12 md:grid-cols-2">
          {notes}
          <ResidentHistory history={resident.history} timeZone={resident.timeZone} period={period} />
        </div>
      </div>
    </>
  );
}

function Concerns({ resident: { concerns } }: { resident: ResidentPage }) {
  return (
    <section aria-labelledby="concerns">
      <h2 id="concerns" className="font-semibold">{t`Stuck on`}</h2>
      {concerns.length === 0 ? (
        <p className="text-muted text-sm">{t`No rule is met: nothing says that this resident is stuck.`}</p>
      ) : (
        <div className="mt-2 max-w-prose">
          <ConcernList concerns={concerns} />
        </div>
      )}
      <StuckRules />
    </section>
  );
}

function Figures({ resident }: { resident: ResidentPage }) {
  const { name, figures, weeks, period, band, byPhase, failures, confusion } = resident;
  return (
    <>
      <div className="space-y-5">
        <Headline figures={figures} contact={resident.contact} ofOne />
        <Formative ofOne />
      </div>
      <ResidentWeeks name={name} weeks={weeks} period={period} band={band} />
      <PhasePlots byPhase={byPhase} tone="you" csvName="calot-resident-phases" />
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
        <Failures failures={failures.counts ?? []} csvName="calot-resident-failures" />
        <Confusion confusion={confusion} own={false} csvName="calot-resident-confusion" />
      </div>
      <div className="grid gap-x-12 gap-y-12 md:grid-cols-2">
        <CalibrationView
          kind="phase"
          tone="you"
          calibration={resident.phaseCalibration}
          csvName="calot-resident-phase-confidence"
        />
        <CalibrationView
          kind="zone"
          tone="you"
          calibration={resident.zoneCalibration}
          csvName="calot-resident-zone-confidence"
        />
      </div>
    </>
  );
}
