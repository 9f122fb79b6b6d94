"use client";

import { clsx } from "clsx";
import { useId } from "react";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import type { ProgressDetail } from "@/lib/domain/progress/views";
import { formatCount, formatPercent, NO_FIGURE } from "@/lib/words/figures";
import { CsvButton } from "../ui/csv-button";
import { ScrollRegion } from "../ui/scroll-region";
import { readerColor } from "../viewer/reader-lines";

type Tone = "you" | "cohort";

type ConfusionProps = {
  confusion: ProgressDetail["confusion"];
  /** Whether it is the viewer's own. */
  own?: boolean;
  tone?: Tone;
  csvName?: string;
};

const totalOf = (row: Readonly<Record<Phase, number>>): number =>
  PHASES.reduce((sum, phase) => sum + row[phase], 0);

/** Which phase was taken for which: counts, and their share of the row. The shade repeats the share. */
export function Confusion({
  confusion,
  own = true,
  tone = "you",
  csvName = "calot-progress-phases",
}: ConfusionProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <header className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <h2 id={id} className="font-semibold">
            Phases taken for one another
          </h2>
          <p className="text-muted text-sm">
            A row is the reference’s phase, a column the one {own ? "you" : "that was"} named: answers, and
            their share of the row. Right answers are framed.
          </p>
        </div>
        <CsvButton
          name={csvName}
          of="Phases taken for one another"
          header={["Reference", ...PHASES.map((phase) => `Named ${phase}`), "n"]}
          rows={() =>
            PHASES.map((reference) => [
              reference,
              ...PHASES.map((chosen) => confusion[reference][chosen]),
              totalOf(confusion[reference]),
            ])
          }
        />
      </header>
      <ScrollRegion labelledBy={id}>
        <table className="w-full min-w-[20rem] table-fixed border-separate border-spacing-1 text-sm">
          <colgroup>
            <col className="w-[26%] sm:w-[34%]" />
            <col span={4} />
            <col className="w-[13%]" />
          </colgroup>
          <thead>
            <tr className="text-muted text-xs">
              <th scope="col" className="text-left font-normal">
                Reference
              </th>
              {PHASES.map((phase) => (
                <th key={phase} scope="col" className="font-normal">
                  <span className="sr-only">{own ? "You named" : "Named"} </span>
                  {phase}
                </th>
              ))}
              <th scope="col" className="text-right font-normal">
                n
              </th>
            </tr>
          </thead>
          <tbody>
            {PHASES.map((reference) => {
              const total = totalOf(confusion[reference]);
              return (
                <tr key={reference}>
                  <th scope="row" className="text-left align-middle font-medium">
                    {reference}
                    <span className="ml-2 font-normal text-muted max-sm:sr-only">
                      {phaseNames[reference]}
                    </span>
                  </th>
                  {PHASES.map((chosen) => (
                    <ConfusionCell
                      key={chosen}
                      tone={tone}
                      n={confusion[reference][chosen]}
                      total={total}
                      right={chosen === reference}
                    />
                  ))}
                  <td className="text-right text-muted">{formatCount(total)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

type ConfusionCellProps = { n: number; total: number; right: boolean; tone: Tone };

function ConfusionCell({ n, total, right, tone }: ConfusionCellProps) {
  const share = total === 0 ? null : n / total;
  return (
    <td
      className={clsx(
        "h-12 rounded-sm text-center leading-tight",
        right ? "outline-2 outline-line-strong" : "",
      )}
      style={{
        background: `color-mix(in oklch, ${readerColor[tone]} ${Math.round(30 * (share ?? 0))}%, var(--paper-sunken))`,
      }}
    >
      <span className={clsx("block", n > 0 && "font-medium")}>{formatCount(n)}</span>
      <span className="block text-xs">{share === null ? NO_FIGURE : formatPercent(share, 0)}</span>
    </td>
  );
}
