import type { ReactNode } from "react";
import type { SkillView } from "@/lib/domain/practice/skill-view";
import type { ProgressDetail } from "@/lib/domain/progress/views";
import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { metricNotes } from "@/lib/words/metric-notes";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { Confusion } from "./confusion";
import { Failures } from "./failures";
import { type FigureIntervals, HeadlineFigures } from "./headline-figures";
import { PhaseTable } from "./phase-table";
import { SkillsGrid } from "./skills-grid";
import { Weeks } from "./weeks";

const headline = [metricNotes.ha25, metricNotes.hmIoU, metricNotes.acc, metricNotes.mIoU, metricNotes.d];
const contact = [metricNotes.contact, metricNotes.contact5];
const conditioned = [metricNotes.ca25, metricNotes.cmIoU];

function PracticeNote({ progress }: { progress: ProgressDetail }) {
  const { all, phaseGiven, repetitions } = progress;
  const answers = Math.round((all.acc ?? 0) * all.n) + phaseGiven;
  const figures = conditioned.map(({ key, label, format }) => `${label} ${format(all[key], answers)}`);
  return (
    <section aria-labelledby="what-counts" className="text-sm">
      <h2 id="what-counts" className="font-semibold text-base">{t`What counts`}</h2>
      <div className="mt-1 max-w-prose space-y-2 text-muted">
        <p>
          {t`Every figure is over first attempts.`}{" "}
          {repetitions === 0
            ? t`You have repeated no case yet; repetitions will count in none of them.`
            : t`${plural(repetitions, "# repetition of cases answered before counts", "# repetitions of cases answered before count")} in none of them.`}
        </p>
        <p>
          {t`With the phase right or given: ${inList(figures, ",")}, n = ${formatCount(answers)}.`}{" "}
          {phaseGiven > 0 &&
            t`${plural(phaseGiven, "# answer with the phase given counts", "# answers with the phase given count")} in these two alone.`}
        </p>
      </div>
    </section>
  );
}

type ProgressViewProps = {
  progress: ProgressDetail;
  skills: readonly SkillView[];
  /** Of figures that have one, the 95 % interval. */
  intervals: FigureIntervals;
  /** What stands below the figures. */
  children?: ReactNode;
};

/** A reader's own progress: figures, then where they come from. */
export function ProgressView({ progress, skills, intervals, children }: ProgressViewProps) {
  const { all, byPhase, weeks, confusion, failures, misses, casesAnswered, casesOpen, phaseGiven } = progress;
  const cases = casesAnswered + casesOpen;
  const practise = (
    <ButtonLink href="/practice" variant="primary">
      {casesAnswered === 0 ? t`Begin with a case` : t`Next case`}
    </ButtonLink>
  );
  return (
    <>
      <PageHeading
        title={t`Progress`}
        actions={
          casesAnswered > 0 && (
            <>
              <ButtonLink href="/history">{t`History`}</ButtonLink>
              {casesOpen > 0 && practise}
            </>
          )
        }
      >
        {cases > 0 && (
          <p>{t`${formatCount(casesAnswered)} of ${plural(cases, "# case", "# cases")} answered.`}</p>
        )}
      </PageHeading>
      {all.n + phaseGiven === 0 ? (
        <Empty title={t`Nothing to measure yet`} action={casesOpen > 0 && practise}>
          <p>
            {casesOpen > 0
              ? t`Your figures appear with your first answer, and sharpen with every case after it.`
              : t`There are no cases to practise on yet. They appear here once a dataset is open to practice.`}
          </p>
        </Empty>
      ) : (
        <div className="space-y-12">
          <HeadlineFigures
            metrics={all}
            notes={all.nNoGo > 0 ? [...headline, ...contact] : headline}
            intervals={intervals}
          />
          <SkillsGrid skills={skills} />
          <PhaseTable byPhase={byPhase} />
          <Weeks weeks={weeks} />
          <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
            <Failures failures={failures} misses={misses} />
            <Confusion confusion={confusion} />
          </div>
          {children}
          <PracticeNote progress={progress} />
        </div>
      )}
    </>
  );
}
