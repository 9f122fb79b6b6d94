import type { ConnectionOf } from "@/lib/domain/connections/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";

type CoursesStateProps = { connection: ConnectionOf<"lti">; timeZone: string };

/** Why a course's cohort is not in step with the platform; nothing where all are. */
export function CoursesState({ connection, timeZone }: CoursesStateProps) {
  const { enabled, problem, settings } = connection;
  if (!enabled || !settings.courseCohorts || !problem) return null;
  return (
    <section aria-labelledby="courses">
      <h2 id="courses" className="mb-2 font-semibold text-lg">{t`Cohorts of courses`}</h2>
      <p className="max-w-prose border-danger border-l-2 pl-3">{t`A course’s list could not be had on ${formatMoment(problem.at, timeZone)}: its cohort stays as it is, and the list is asked for again by itself. ${problem.said}`}</p>
    </section>
  );
}
