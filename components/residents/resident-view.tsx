import type { ReactNode } from "react";
import type { ResidentPage } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { describeYear } from "@/lib/words/cohort-figures";
import { cohortUrl, programUrl, residentUrl } from "../cohorts/cohort-addresses";
import { NoAnswers } from "../cohorts/no-answers";
import { PeriodSwitch } from "../cohorts/period-switch";
import { Breadcrumb } from "../ui/breadcrumb";
import { ButtonLink } from "../ui/button-link";
import { PageHeading } from "../ui/page-heading";
import { ResidentAssignments } from "./resident-assignments";
import { ResidentConcerns, ResidentFigures } from "./resident-figures";
import { ResidentHistory } from "./resident-history";

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
        <ResidentConcerns concerns={resident.concerns} />
        {figures.acc.n === 0 && failures.n === 0 ? (
          <NoAnswers period={period} allWeeks={residentUrl(id, { weeks: "all" })} />
        ) : (
          <ResidentFigures resident={resident} />
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
