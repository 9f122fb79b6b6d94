"use client";

import Link from "next/link";
import { PLAIN_CASE_QUERY } from "@/lib/domain/readers/case-list";
import type { RunDetail, RunFailure } from "@/lib/domain/readers/views";
import { ZONE_OUTCOMES, zoneOutcomeLabels } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { formatCount, formatPercent } from "@/lib/words/figures";
import { TableFrame } from "../charts/table-frame";
import { runUrl } from "./run-addresses";

const PHASE_WORDS: Readonly<Record<RunFailure["phase"], string>> = {
  right: t`Right phase`,
  wrong: t`Wrong phase`,
  none: t`No phase`,
};

const ZONES = [...ZONE_OUTCOMES, "none"] as const;

const zoneWords = (zone: RunFailure["zone"]): string =>
  zone === "none" ? t`No zone` : zoneOutcomeLabels[zone];

/** How answers went: what the zone did, by how the phase went. Each count leads to its cases. */
export function RunFailures({ run }: { run: RunDetail }) {
  const total = run.failures.reduce((sum, { n }) => sum + n, 0);
  const count = (phase: RunFailure["phase"], zone: RunFailure["zone"]): number =>
    run.failures.find((failure) => failure.phase === phase && failure.zone === zone)?.n ?? 0;
  const phases = (["right", "wrong", "none"] as const).filter(
    (phase) => phase !== "none" || run.failures.some((failure) => failure.phase === "none"),
  );
  return (
    <TableFrame
      title={t`How answers went`}
      note={t`What the zone did, by how the phase went: cases, and their share of all ${formatCount(total)}. A count leads to its cases.`}
      csvName="calot-run-failures"
      header={[t`Zone`, ...phases.map((phase) => PHASE_WORDS[phase])]}
      rows={() => ZONES.map((zone) => [zoneWords(zone), ...phases.map((phase) => count(phase, zone))])}
    >
      <table className="w-full text-sm">
        <caption className="sr-only">{t`How answers went`}</caption>
        <thead>
          <tr className="border-line border-b text-muted text-xs">
            <th scope="col" className="py-2 text-left font-normal">{t`Zone`}</th>
            {phases.map((phase) => (
              <th key={phase} scope="col" className="px-2 py-2 text-right font-normal last:pr-0">
                {PHASE_WORDS[phase]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {ZONES.map((zone) => (
            <tr key={zone}>
              <th scope="row" className="py-2 text-left font-medium">
                {zoneWords(zone)}
              </th>
              {phases.map((phase) => {
                const n = count(phase, zone);
                const query = { ...PLAIN_CASE_QUERY, named: phase, zone };
                return (
                  <td key={phase} className="whitespace-nowrap px-2 text-right last:pr-0">
                    {n === 0 ? (
                      "0"
                    ) : (
                      <Link
                        href={`${runUrl(run.id, { split: run.split, query })}#cases`}
                        prefetch={false}
                        aria-label={t`${formatCount(n)} cases: ${PHASE_WORDS[phase]}, ${zoneWords(zone)}`}
                        className="inline-flex min-h-6 min-w-6 items-center justify-end underline decoration-line-strong underline-offset-4 hover:decoration-ink"
                      >
                        {formatCount(n)}
                      </Link>
                    )}
                    <span className="ml-2 inline-block min-w-9 text-muted text-xs">
                      {formatPercent(total === 0 ? null : n / total, 0)}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
