import type { ReactNode } from "react";
import type { ProgramPage, ResidentList } from "@/lib/domain/cohorts/views";
import { plural, t } from "@/lib/language/t";
import { programUrl } from "../cohorts/cohort-addresses";
import { Formative } from "../cohorts/formative";
import { Headline } from "../cohorts/headline";
import { NoAnswers } from "../cohorts/no-answers";
import { PeriodSwitch } from "../cohorts/period-switch";
import { WeekTrends } from "../cohorts/week-trends";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { CohortsTable } from "./cohorts-table";
import { ResidentListView, type ResidentQuery } from "./resident-list";

type ProgramViewProps = {
  program: ProgramPage;
  /** A page of its residents, and what was asked for. */
  list: ResidentList;
  query: ResidentQuery;
  /** What runs and waits. */
  worklist: ReactNode;
};

/** Where directors land: what runs and waits, the program as a whole, its cohorts, and who needs a look. */
export function ProgramView({ program, list, query, worklist }: ProgramViewProps) {
  const { period, residents, cohorts, figures, weeks } = program;
  return (
    <>
      <PageHeading
        title={t`Program`}
        actions={
          <>
            <ButtonLink href="/people" prefetch={false}>{t`People`}</ButtonLink>
            <ButtonLink href="/faculty#datasets" prefetch={false}>{t`Datasets`}</ButtonLink>
          </>
        }
      >
        <p>{t`${plural(residents, "# resident", "# residents")} in ${plural(cohorts.length, "# cohort", "# cohorts")}.`}</p>
      </PageHeading>
      <div className="mb-12">{worklist}</div>
      <PeriodSwitch period={period} href={(other) => programUrl({ weeks: other, ...query })} />
      <div className="space-y-12">
        {figures.acc.n === 0 ? (
          <NoAnswers period={period} allWeeks={programUrl({ weeks: "all" })} />
        ) : (
          <>
            <div className="space-y-5">
              <Headline figures={figures} />
              <Formative />
            </div>
            <WeekTrends weeks={weeks} period={period} csvName="calot-program-weeks" />
          </>
        )}
        {cohorts.length === 0 ? (
          <Empty
            title={t`There is no cohort yet`}
            action={<ButtonLink href="/people/cohorts">{t`Make the first cohort`}</ButtonLink>}
          >
            <p>{t`A cohort is the residents of one program and year. Its figures stand side by side here.`}</p>
          </Empty>
        ) : (
          <CohortsTable cohorts={cohorts} weeks={period.weeks} />
        )}
        <ResidentListView list={list} query={query} weeks={period.weeks} timeZone={program.timeZone} />
      </div>
    </>
  );
}
