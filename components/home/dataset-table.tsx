"use client";

import Link from "next/link";
import { rich } from "@/components/ui/rich";
import { datasetStates } from "@/lib/domain/datasets/state";
import type { DatasetSummary } from "@/lib/domain/homes/views";
import { PHASES } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { datasetUrl } from "../datasets/dataset-address";
import { type Column, DataTable } from "../ui/data-table";

const casesOf = ({ casesByPhase }: DatasetSummary): number =>
  PHASES.reduce((sum, phase) => sum + casesByPhase[phase], 0);

const count = (
  key: string,
  header: string,
  value: (dataset: DatasetSummary) => number,
): Column<DatasetSummary> => ({
  key,
  header,
  numeric: true,
  value,
  cell: (dataset) => formatCount(value(dataset)),
});

const runsOf = ({ modelRuns }: DatasetSummary): string =>
  modelRuns.map(({ model, run, predictions }) => `${model}, ${run}: ${predictions}`).join("; ");

const stateOf = ({ state }: DatasetSummary): string => datasetStates[state];

const columns: readonly Column<DatasetSummary>[] = [
  {
    key: "name",
    header: t`Dataset`,
    value: ({ name, version }) => (version ? `${name} ${version}` : name),
    cell: ({ id, name, version, notice, licence }) => (
      <>
        <Link
          href={datasetUrl(id)}
          prefetch={false}
          className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {name}
        </Link>{" "}
        {version && <span className="font-normal text-muted">{version}</span>}
        {(notice || licence) && (
          <span className="block font-normal text-muted text-xs">
            {[notice, licence].filter(Boolean).join(" ")}
          </span>
        )}
      </>
    ),
  },
  {
    key: "state",
    header: t`State`,
    value: stateOf,
    cell: (dataset) => <span className="whitespace-nowrap">{stateOf(dataset)}</span>,
  },
  count("videos", t`Videos`, ({ videos }) => videos),
  count("cases", t`Cases`, casesOf),
  ...PHASES.map((phase) => count(phase, t`Phase ${phase}`, ({ casesByPhase }) => casesByPhase[phase])),
  count("train", t`Train`, ({ casesBySplit }) => casesBySplit.train),
  count("test", t`Test`, ({ casesBySplit }) => casesBySplit.test),
  count("none", t`No split`, ({ casesBySplit }) => casesBySplit.none),
  {
    key: "runs",
    header: t`Model runs`,
    value: runsOf,
    cell: ({ modelRuns }) =>
      modelRuns.length === 0 ? (
        <span className="text-muted">{t`none yet`}</span>
      ) : (
        <ul className="min-w-44">
          {modelRuns.map(({ id, model, run, predictions }) => (
            <li key={id}>
              <Link
                href={`/readers/runs/${id}`}
                prefetch={false}
                className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
              >
                {model}
              </Link>{" "}
              <span className="text-muted">{t`${run}, n = ${formatCount(predictions)}`}</span>
            </li>
          ))}
        </ul>
      ),
  },
];

/** The datasets, and what is in them. */
export function DatasetTable({ datasets }: { datasets: readonly DatasetSummary[] }) {
  return (
    <DataTable
      caption={t`Datasets`}
      note={t`Cases are counted by the phase of their current reference, and by the split of their video.`}
      columns={columns}
      rows={datasets}
      rowKey={({ id }) => id}
      csvName="calot-datasets"
      empty={
        <p>{rich`There is no dataset yet. Whoever runs Calot imports one with ${<code className="rounded-sm bg-sunken px-1.5 py-0.5 font-sans text-ink">npm run calot -- import DIR</code>}.`}</p>
      }
    />
  );
}
