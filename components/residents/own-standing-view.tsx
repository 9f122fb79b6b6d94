import type { ResidentPage } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { NoAnswers } from "../cohorts/no-answers";
import { PeriodSwitch } from "../cohorts/period-switch";
import { WhoSees } from "../progress/who-sees";
import { Breadcrumb } from "../ui/breadcrumb";
import { PageHeading } from "../ui/page-heading";
import { ResidentAssignments } from "./resident-assignments";
import { ResidentConcerns, ResidentFigures } from "./resident-figures";
import { ResidentHistory } from "./resident-history";

const standingUrl = (weeks: ResidentPage["period"]["weeks"]): string => `/progress/standing?weeks=${weeks}`;

/** A resident's own page as directors have it. */
export function OwnStandingView({ resident }: { resident: ResidentPage }) {
  const { period, figures, failures, assignments, timeZone, history } = resident;
  return (
    <>
      <Breadcrumb href="/progress" label={t`Progress`} />
      <PageHeading title={t`As your director sees you`}>
        <p>{t`The same figures by the same rules as on the page that program directors have of you.`}</p>
      </PageHeading>
      <PeriodSwitch period={period} href={standingUrl} />
      <div className="space-y-12">
        <ResidentConcerns concerns={resident.concerns} own />
        {figures.acc.n === 0 && failures.n === 0 ? (
          <NoAnswers period={period} allWeeks={standingUrl("all")} />
        ) : (
          <ResidentFigures resident={resident} own />
        )}
        {assignments.length > 0 && <ResidentAssignments assignments={assignments} timeZone={timeZone} />}
        <ResidentHistory history={history} timeZone={timeZone} period={period} own />
        <WhoSees />
      </div>
    </>
  );
}
