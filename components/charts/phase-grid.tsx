"use client";

import { clsx } from "clsx";
import type { ReactNode } from "react";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { formatCount, formatShare, isFew } from "@/lib/words/figures";
import { readerColor } from "../viewer/reader-lines";
import { TableFrame } from "./table-frame";

type Named = Phase | "none";

type PhaseGridProps = {
  title: string;
  note: string;
  csvName: string;
  /** `counts[reference][named]`; none: no phase was named. */
  counts: Readonly<Record<Phase, Readonly<Record<Phase, number> & { none?: number }>>>;
  tone: keyof typeof readerColor;
  /** A column's heading for those who hear it: "You named A". */
  named: (phase: string) => string;
  /** What stands for a count above 0, where it is more than the number. */
  cell?: (reference: Phase, named: Phase, count: ReactNode) => ReactNode;
};

/** Which phase was named for which: counts, and their share of the row, which the shade repeats. */
export function PhaseGrid({ title, note, csvName, counts, tone, named, cell }: PhaseGridProps) {
  const countOf = (phase: Phase, name: Named): number => counts[phase][name] ?? 0;
  const columns: readonly Named[] = PHASES.some((phase) => countOf(phase, "none") > 0)
    ? [...PHASES, "none"]
    : PHASES;
  const totalOf = (phase: Phase): number => columns.reduce((sum, name) => sum + countOf(phase, name), 0);
  return (
    <TableFrame
      title={title}
      note={note}
      csvName={csvName}
      header={[
        t`Reference`,
        ...columns.map((name) => (name === "none" ? t`Named none` : t`Named ${name}`)),
        "n",
      ]}
      rows={() =>
        PHASES.map((phase) => [phase, ...columns.map((name) => countOf(phase, name)), totalOf(phase)])
      }
    >
      <table className="w-full min-w-[20rem] table-fixed border-separate border-spacing-1 text-sm">
        <caption className="sr-only">{title}</caption>
        <colgroup>
          <col className="w-[26%] sm:w-[34%]" />
          <col span={columns.length} />
          <col className="w-[13%]" />
        </colgroup>
        <thead>
          <tr className="text-muted text-xs">
            <th scope="col" className="text-left font-normal">{t`Reference`}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className="font-normal">
                <span className="sr-only">{named(name === "none" ? t`None` : name)}</span>
                <span aria-hidden>{name === "none" ? t`None` : name}</span>
              </th>
            ))}
            <th scope="col" className="text-right font-normal">
              n
            </th>
          </tr>
        </thead>
        <tbody>
          {PHASES.map((phase) => (
            <tr key={phase}>
              <th scope="row" className="text-left align-middle font-medium">
                {phase}
                <span className="ml-2 font-normal text-muted max-sm:sr-only">{phaseNames[phase]}</span>
              </th>
              {columns.map((name) => (
                <Cell
                  key={name}
                  n={countOf(phase, name)}
                  total={totalOf(phase)}
                  right={name === phase}
                  color={readerColor[tone]}
                  {...(cell && name !== "none" && { wrap: (count) => cell(phase, name, count) })}
                />
              ))}
              <td className="text-right text-muted">{formatCount(totalOf(phase))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

type CellProps = {
  n: number;
  total: number;
  right: boolean;
  color: string;
  wrap?: (count: ReactNode) => ReactNode;
};

function Cell({ n, total, right, color, wrap = (count) => count }: CellProps) {
  const share = total === 0 ? null : n / total;
  const count = (
    <>
      <span className={clsx("block", n > 0 && "font-medium")}>{formatCount(n)}</span>
      {!isFew(total) && <span className="block text-xs">{formatShare(share, total)}</span>}
    </>
  );
  return (
    <td
      className={clsx("h-12 rounded-sm text-center leading-tight", right && "outline-2 outline-line-strong")}
      style={{
        background: `color-mix(in oklch, ${color} ${Math.round(30 * (share ?? 0))}%, var(--paper-sunken))`,
      }}
    >
      {n > 0 ? wrap(count) : count}
    </td>
  );
}
