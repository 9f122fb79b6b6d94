"use client";

import Link from "next/link";
import type { CaseQuery } from "@/lib/domain/readers/case-list";
import type { RunCasePage, RunDetail } from "@/lib/domain/readers/views";
import { plural, t } from "@/lib/language/t";
import { asSentence } from "@/lib/words/as-sentence";
import { PhaseGrid } from "../charts/phase-grid";
import { Breadcrumb } from "../ui/breadcrumb";
import { PageHeading } from "../ui/page-heading";
import { ColumnNotes } from "./column-notes";
import { PartTable } from "./part-table";
import { describeSplit, splitNames, studySentences } from "./reader-words";
import { ReliabilityView } from "./reliability-view";
import { runUrl } from "./run-addresses";
import { RunCases } from "./run-cases";
import { RunFacts } from "./run-facts";
import { RunFailures } from "./run-failures";
import { ShownSwitch } from "./shown-switch";
import { TrainingView } from "./training-view";

type RunViewProps = {
  run: RunDetail;
  query: CaseQuery;
  after: string | null;
  /** Null: the list has changed since the page before. */
  cases: RunCasePage | null;
  /** The institution's IANA time zone. */
  timeZone: string;
};

/** A model run: what it is, how it did, and its cases, the worst first. */
export function RunView({ run, query, after, cases, timeZone }: RunViewProps) {
  const { measured, missing, failed } = run;
  return (
    <>
      <Breadcrumb href="/readers" label={t`Readers`} />
      <PageHeading title={run.model} actions={<ShownSwitch run={run} />}>
        <p>{t`${run.run}, over ${plural(measured.cases, "# case", "# cases")} of ${plural(measured.videos, "# video", "# videos")}: ${describeSplit(measured)}.`}</p>
        {run.notice && (
          <p>
            {run.dataset}: {run.notice}
          </p>
        )}
        {(missing > 0 || failed > 0) && <p>{describeMisses(missing, failed)}</p>}
        {run.study.map((mark) => (
          <p key={mark} className="text-caution">
            {studySentences[mark]}
          </p>
        ))}
      </PageHeading>
      <SplitLinks run={run} query={query} />
      <div className="space-y-12">
        <RunFacts run={run} timeZone={timeZone} />
        <section>
          <PartTable
            caption={t`Figures`}
            note={t`In %, with 95% intervals of videos drawn anew. A phase’s figures are over the cases that the reference puts in it.`}
            first={t`Cases`}
            parts={[run.all, ...run.byPhase]}
            csvName="calot-run-figures"
          />
          <ColumnNotes />
        </section>
        <PartTable
          caption={t`By video`}
          note={t`In %, each over one procedure.`}
          first={t`Video`}
          parts={run.byVideo}
          csvName="calot-run-by-video"
        />
        <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
          <PhaseGrid
            title={t`Phases named`}
            note={t`A row is the reference’s phase, a column the one that the model named: cases, and their share of the row. Right ones are framed.`}
            csvName="calot-run-phases"
            counts={run.confusion}
            tone="model"
            named={(phase) => t`Named ${phase}`}
          />
          <RunFailures run={run} />
        </div>
        {run.reliability && <ReliabilityView reliability={run.reliability} />}
        {run.training && <TrainingView training={run.training} runId={run.id} timeZone={timeZone} />}
        <RunCases run={run} query={query} after={after} page={cases} />
      </div>
    </>
  );
}

function describeMisses(missing: number, failed: number): string {
  if (failed === 0)
    return t`${plural(missing, "# case", "# cases")} without a prediction: counted as misses.`;
  if (missing === 0) return t`${failed} predicted without a phase or a zone: counted as misses.`;
  return t`${plural(missing, "# case", "# cases")} without a prediction and ${failed} predicted without a phase or a zone: counted as misses.`;
}

function SplitLinks({ run, query }: { run: RunDetail; query: CaseQuery }) {
  if (run.splits.length < 2) return null;
  return (
    <nav aria-label={t`Split`} className="mb-8 flex flex-wrap gap-2 text-sm">
      {run.splits.map((split) => (
        <Link
          key={split}
          href={runUrl(run.id, { split, query })}
          {...(split === run.split && { "aria-current": "page" as const })}
          className="flex min-h-9 items-center rounded-md border border-line-strong px-3 hover:border-ink aria-[current]:bg-accent-soft aria-[current]:font-medium pointer-coarse:min-h-11"
        >
          {asSentence(splitNames[split])}
        </Link>
      ))}
    </nav>
  );
}
