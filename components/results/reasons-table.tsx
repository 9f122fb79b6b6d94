"use client";

import { nameOf } from "@/lib/domain/name-of";
import { rationaleLabels } from "@/lib/domain/rationale";
import type { ReasonResults } from "@/lib/domain/reasons/views";
import type { Results } from "@/lib/domain/results/views";
import { plural, t } from "@/lib/language/t";
import { formatCount, formatDecimal, formatShare } from "@/lib/words/figures";
import { type Column, DataTable } from "../ui/data-table";
import { TextLink } from "../ui/text-link";
import { resultAttemptUrl } from "./result-addresses";

type Part = ReasonResults["parts"][number];

const count = (key: "written" | "byReaders" | "byFaculty" | "n", header: string): Column<Part> => ({
  key,
  header,
  numeric: true,
  value: (part) => part[key],
  cell: (part) => formatCount(part[key]),
});

const columns: readonly Column<Part>[] = [
  {
    key: "part",
    header: t`Part`,
    value: ({ part }) => part,
    cell: ({ part }) => nameOf(rationaleLabels, part),
  },
  count("written", t`Written`),
  count("byReaders", t`Marked by readers`),
  count("byFaculty", t`Marked by faculty`),
  count("n", t`Marked by both`),
  {
    key: "same",
    header: t`Same mark`,
    numeric: true,
    value: ({ same }) => same,
    cell: ({ same, n }) => formatShare(same, n),
  },
  {
    key: "kappa",
    header: t`Weighted kappa`,
    numeric: true,
    value: ({ kappa }) => kappa,
    cell: ({ kappa }) => formatDecimal(kappa),
  },
];

/** What readers wrote before the reveal, and how far their marks and the faculty's agree; nothing where nobody wrote. */
export function ReasonsTable({ results: { id, reasons } }: { results: Results }) {
  if (!reasons) return null;
  const { unmarked } = reasons;
  return (
    <section aria-labelledby="reasons">
      <h2 id="reasons" className="font-semibold">{t`In the readers’ own words`}</h2>
      <p className="max-w-prose text-muted text-sm">
        {t`Agreement is by the marks that each side gave before it could see the other’s. Weighted kappa: 1 is agreement throughout, 0 what chance would give.`}
      </p>
      <div className="mt-3">
        <DataTable
          caption={t`In the readers’ own words`}
          captionHidden
          columns={columns}
          rows={reasons.parts}
          rowKey={({ part }) => part}
          empty={null}
        />
      </div>
      {unmarked && (
        <p className="mt-3 text-sm">
          {t`${plural(unmarked.n, "# answer waits", "# answers wait")} for a mark of the faculty.`}{" "}
          <TextLink href={resultAttemptUrl(id, unmarked.attemptId)}>{t`Mark the next`}</TextLink>
        </p>
      )}
    </section>
  );
}
