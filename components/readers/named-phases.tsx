"use client";

import { clsx } from "clsx";
import { useId } from "react";
import { PHASES, phaseNames } from "@/lib/domain/phases";
import type { RunDetail } from "@/lib/domain/readers/views";
import { formatCount, formatPercent, NO_FIGURE } from "@/lib/words/figures";
import { CsvButton } from "../ui/csv-button";
import { ScrollRegion } from "../ui/scroll-region";

const NAMED = [...PHASES, "none"] as const;

/** Which phase the model named for which, and how often none. The shade repeats the share of the row. */
export function NamedPhases({ confusion }: Pick<RunDetail, "confusion">) {
  const id = useId();
  const named = NAMED.filter((name) => name !== "none" || PHASES.some((phase) => confusion[phase].none > 0));
  const totals = PHASES.map((phase) => NAMED.reduce((sum, name) => sum + confusion[phase][name], 0));
  return (
    <div className="min-w-0">
      <header className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <h2 id={id} className="font-semibold">
            Phases named
          </h2>
          <p className="text-muted text-sm">
            A row is the reference’s phase, a column the one that the model named: cases, and their share of
            the row. Right ones are framed.
          </p>
        </div>
        <CsvButton
          name="calot-run-phases"
          of="Phases named"
          header={["Reference", ...NAMED.map((name) => `Named ${name}`)]}
          rows={() => PHASES.map((phase) => [phase, ...NAMED.map((name) => confusion[phase][name])])}
        />
      </header>
      <ScrollRegion labelledBy={id}>
        <table className="w-full min-w-[20rem] table-fixed border-separate border-spacing-1 text-sm">
          <caption className="sr-only">Phases named</caption>
          <colgroup>
            <col className="w-[22%] sm:w-[34%]" />
            <col span={named.length} />
            <col className="w-[13%]" />
          </colgroup>
          <thead>
            <tr className="text-muted text-xs">
              <th scope="col" className="text-left font-normal">
                Reference
              </th>
              {named.map((name) => (
                <th key={name} scope="col" className="font-normal">
                  <span className="sr-only">Named </span>
                  {name === "none" ? "None" : name}
                </th>
              ))}
              <th scope="col" className="text-right font-normal">
                n
              </th>
            </tr>
          </thead>
          <tbody>
            {PHASES.map((phase, index) => (
              <tr key={phase}>
                <th scope="row" className="text-left align-middle font-medium">
                  {phase}
                  <span className="ml-2 font-normal text-muted max-sm:sr-only">{phaseNames[phase]}</span>
                </th>
                {named.map((name) => (
                  <Cell key={name} n={confusion[phase][name]} total={totals[index]!} right={name === phase} />
                ))}
                <td className="text-right text-muted">{formatCount(totals[index]!)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

function Cell({ n, total, right }: { n: number; total: number; right: boolean }) {
  const share = total === 0 ? null : n / total;
  return (
    <td
      className={clsx("h-12 rounded-sm text-center leading-tight", right && "outline-2 outline-line-strong")}
      style={{
        background: `color-mix(in oklch, var(--mark-model) ${Math.round(30 * (share ?? 0))}%, var(--paper-sunken))`,
      }}
    >
      <span className={clsx("block", n > 0 && "font-medium")}>{formatCount(n)}</span>
      <span className="block text-xs">{share === null ? NO_FIGURE : formatPercent(share, 0)}</span>
    </td>
  );
}
