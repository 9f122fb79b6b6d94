"use client";

import { Download } from "lucide-react";
import Link from "next/link";
import type { AuthoringDataset } from "@/lib/domain/authoring/views";
import { datasetStates } from "@/lib/domain/datasets/state";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { DataTable } from "../ui/data-table";

const chiefsOf = ({ chief }: AuthoringDataset["duties"]): string =>
  inList(
    chief.map(({ name }) => name),
    ",",
  );

/** The datasets: how their cases stand, who works on them, and the way out as a bundle. */
export function AuthoredDatasets({
  datasets,
  oversees,
}: {
  datasets: readonly AuthoringDataset[];
  oversees: boolean;
}) {
  return (
    <DataTable
      caption={t`Datasets`}
      rows={datasets}
      rowKey={({ id }) => id}
      empty={t`There is no dataset yet. Upload frames, or a bundle.`}
      columns={[
        {
          key: "name",
          header: t`Dataset`,
          value: ({ name }) => name,
          cell: ({ id, name }) =>
            oversees ? (
              <Link
                href={`/authoring/datasets/${id}`}
                className="inline-flex min-h-8 items-center underline underline-offset-2 pointer-coarse:min-h-11"
              >
                {name}
              </Link>
            ) : (
              name
            ),
        },
        {
          key: "open",
          header: t`Practice`,
          value: ({ state }) => datasetStates[state],
        },
        { key: "cases", header: t`Cases`, numeric: true, value: ({ cases }) => cases },
        { key: "annotating", header: t`To annotate`, numeric: true, value: ({ steps }) => steps.annotating },
        { key: "checking", header: t`To check`, numeric: true, value: ({ steps }) => steps.checking },
        {
          key: "reviewing",
          header: t`Before the chiefs`,
          numeric: true,
          value: ({ steps }) => steps.reviewing,
        },
        { key: "published", header: t`Published`, numeric: true, value: ({ steps }) => steps.published },
        {
          key: "chiefs",
          header: t`Chiefs`,
          value: ({ duties }) => chiefsOf(duties) || null,
          cell: ({ duties }) => chiefsOf(duties) || <span className="text-muted">{t`None yet`}</span>,
        },
        {
          key: "export",
          header: t`Bundle`,
          value: () => "",
          cell: ({ id, name, steps, sharing }) =>
            steps.published > 0 ? (
              <span className="inline-flex flex-wrap items-center gap-x-3">
                {/* Not a page: the browser saves it. */}
                <a
                  href={`/api/authoring/datasets/${id}/export`}
                  download
                  aria-label={t`Download ${name} as a bundle`}
                  className="inline-flex min-h-8 items-center gap-1.5 underline underline-offset-2 pointer-coarse:min-h-11"
                >
                  <Download aria-hidden className="size-4" /> {t`Download`}
                </a>
                {!sharing && <span className="text-caution text-sm">{t`Not to be handed on`}</span>}
              </span>
            ) : (
              "—"
            ),
        },
      ]}
    />
  );
}
