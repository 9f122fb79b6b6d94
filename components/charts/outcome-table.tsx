"use client";

import type { ReactNode } from "react";
import { t } from "@/lib/language/t";
import { formatCount, formatShare, isFew } from "@/lib/words/figures";
import { TableFrame } from "./table-frame";

type Count<Phase, Zone> = { readonly phase: Phase; readonly zone: Zone; readonly n: number };

type OutcomeTableProps<Phase extends string, Zone extends string> = {
  /** What is counted, in a sentence that tells how many there are. */
  note: (total: string) => string;
  csvName: string;
  counts: readonly Count<Phase, Zone>[];
  /** Heads the columns, in their order. But for right and wrong, one that nothing is counted in is left out. */
  phases: Readonly<Record<Phase, string>>;
  /** Heads the rows, in their order. */
  zones: Readonly<Record<Zone, string>>;
  /** What heads a row, where it is more than the zone's words. */
  rowHead?: (zone: Zone) => ReactNode;
  /** What stands for a count above 0, where it is more than the number. */
  cell?: (count: Count<Phase, Zone>) => ReactNode;
};

/** How answers went: what the zone did, by how the phase went. */
export function OutcomeTable<Phase extends string, Zone extends string>({
  note,
  csvName,
  counts,
  phases,
  zones,
  rowHead = (zone) => zones[zone],
  cell = ({ n }) => formatCount(n),
}: OutcomeTableProps<Phase, Zone>) {
  const total = counts.reduce((sum, { n }) => sum + n, 0);
  const columns = (Object.keys(phases) as Phase[]).filter(
    (phase) =>
      phase === "right" || phase === "wrong" || counts.some((count) => count.phase === phase && count.n > 0),
  );
  const rows = (Object.keys(zones) as Zone[]).map((zone) => ({
    zone,
    counts: columns.map(
      (phase) =>
        counts.find((count) => count.phase === phase && count.zone === zone) ?? { phase, zone, n: 0 },
    ),
  }));
  return (
    <TableFrame
      title={t`How answers went`}
      note={note(formatCount(total))}
      csvName={csvName}
      header={[t`Zone`, ...columns.map((phase) => phases[phase])]}
      rows={() => rows.map((row) => [zones[row.zone], ...row.counts.map(({ n }) => n)])}
    >
      <table className="w-full text-sm">
        <caption className="sr-only">{t`How answers went`}</caption>
        <thead>
          <tr className="border-line border-b text-muted text-xs">
            <th scope="col" className="py-2 text-left font-normal">{t`Zone`}</th>
            {columns.map((phase) => (
              <th key={phase} scope="col" className="px-2 py-2 text-right align-bottom font-normal last:pr-0">
                {phases[phase]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={row.zone}>
              <th scope="row" className="py-1.5 text-left font-medium">
                {rowHead(row.zone)}
              </th>
              {row.counts.map((count) => (
                <td key={count.phase} className="whitespace-nowrap px-2 text-right last:pr-0">
                  {count.n === 0 ? "0" : cell(count)}
                  {!isFew(total) && (
                    <span className="ml-2 inline-block min-w-9 text-muted text-xs">
                      {formatShare(count.n / total, total)}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
