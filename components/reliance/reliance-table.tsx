"use client";

import { aidWords } from "@/lib/domain/second-look/aid-words";
import type { RelianceOfKind } from "@/lib/domain/second-look/reliance";
import { t } from "@/lib/language/t";
import { formatDecimal, formatPercentOf, formatShare, isFew, NO_FIGURE } from "@/lib/words/figures";
import { type Column, DataTable } from "../ui/data-table";

/** A kind of aid, in all or at one case. */
type RelianceRow = RelianceOfKind & {
  readonly caseId?: string;
  readonly video?: string;
  readonly frame?: number;
};

type ShareKey = "changed" | "gained" | "held";

const share = (key: ShareKey, header: string): Column<RelianceRow> => ({
  key,
  header,
  numeric: true,
  value: (row) => (row[key].n === 0 ? null : row[key].yes / row[key].n),
  beside: [
    { header: t`${header}: of`, value: (row) => row[key].n },
    { header: t`${header}: from`, value: (row) => row[key].interval?.[0] ?? null },
    { header: t`${header}: to`, value: (row) => row[key].interval?.[1] ?? null },
  ],
  cell: (row) => <ShareCell {...row[key]} />,
});

/** Below a figure: what it counts, and its interval. */
const inLine = (...parts: readonly (string | false | null)[]): string => parts.filter(Boolean).join(", ");

function ShareCell({ n, yes, interval }: RelianceOfKind[ShareKey]) {
  if (n === 0) return NO_FIGURE;
  return (
    <>
      {formatShare(yes / n, n)}
      <span className="block text-muted text-xs">
        {inLine(
          !isFew(n) && t`of ${n}`,
          interval && t`${formatPercentOf(interval[0], n)} to ${formatPercentOf(interval[1], n)}`,
        )}
      </span>
    </>
  );
}

const figures: readonly Column<RelianceRow>[] = [
  { key: "n", header: t`Second looks`, numeric: true, value: ({ n }) => n },
  share("changed", t`Changed`),
  share("gained", t`Wrong first, right at last`),
  share("held", t`Right first, still right`),
  {
    key: "movement",
    header: t`Zone towards the aid’s, IoU`,
    numeric: true,
    value: ({ movement }) => movement?.mean ?? null,
    beside: [
      { header: t`Zone towards the aid’s: of`, value: ({ movement }) => movement?.n ?? 0 },
      { header: t`Zone towards the aid’s: from`, value: ({ movement }) => movement?.interval?.[0] ?? null },
      { header: t`Zone towards the aid’s: to`, value: ({ movement }) => movement?.interval?.[1] ?? null },
    ],
    cell: ({ movement }) =>
      movement === null ? (
        NO_FIGURE
      ) : (
        <>
          {formatDecimal(movement.mean)}
          <span className="block text-muted text-xs">
            {inLine(
              t`of ${movement.n}`,
              movement.interval &&
                t`${formatDecimal(movement.interval[0])} to ${formatDecimal(movement.interval[1])}`,
            )}
          </span>
        </>
      ),
  },
];

const kind: Column<RelianceRow> = {
  key: "kind",
  header: t`Aid`,
  value: (row) => aidWords[row.kind],
};

const caseOf: Column<RelianceRow> = {
  key: "case",
  header: t`Case`,
  value: ({ video, frame }) => t`${video ?? ""}, frame ${frame ?? ""}`,
};

type RelianceTableProps = {
  /** Empty: nothing is shown. */
  rows: readonly RelianceRow[];
  /** One row a case, or one a kind of aid. */
  by: "kind" | "case";
  heading: string;
  csvName: string;
};

/** How readers rely on what a second look shows them, with what each figure counts. */
export function RelianceTable({ rows, by, heading, csvName }: RelianceTableProps) {
  if (rows.length === 0) return null;
  return (
    <section className="mt-12">
      <h2 className="font-semibold">{heading}</h2>
      <p className="mt-1 max-w-prose text-pretty text-muted text-sm">
        {t`An answer is right where its phase is the reference’s and its zone a hit. With a model, “wrong first” counts those whom the model could have put right, and “right first” those whom it could have led astray; a clip and others’ zones give no answer, so there it is all of them. Intervals hold 95%.`}
      </p>
      <div className="mt-3">
        <DataTable
          caption={heading}
          captionHidden
          columns={by === "case" ? [caseOf, kind, ...figures] : [kind, ...figures]}
          rows={rows}
          rowKey={(row) => `${row.caseId ?? ""} ${row.kind}`}
          csvName={csvName}
          empty={null}
        />
      </div>
    </section>
  );
}
