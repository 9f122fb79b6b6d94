"use client";

import type { ReactNode } from "react";
import type { Phase } from "@/lib/domain/phases";
import type { Miss } from "@/lib/domain/practice/misses";
import type { ProgressDetail } from "@/lib/domain/progress/views";
import { t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { missName } from "@/lib/words/misses";
import { PhaseGrid } from "../charts/phase-grid";
import { DrillCell } from "../practice/drill-cell";

type ConfusionProps = {
  confusion: ProgressDetail["confusion"];
  /** Whether it is the viewer's own. */
  own?: boolean;
  tone?: "you" | "cohort";
  csvName?: string;
};

/** Which phase was taken for which. */
export function Confusion({
  confusion,
  own = true,
  tone = "you",
  csvName = "calot-progress-phases",
}: ConfusionProps) {
  const note = own
    ? t`A row is the reference’s phase, a column the one you named: answers, and their share of the row. Right answers are framed; press another to practise it.`
    : t`A row is the reference’s phase, a column the one that was named: answers, and their share of the row. Right answers are framed.`;
  return (
    <PhaseGrid
      title={t`Phases taken for one another`}
      note={note}
      csvName={csvName}
      counts={confusion}
      tone={tone}
      named={(phase) => (own ? t`You named ${phase}` : t`Named ${phase}`)}
      {...(own && { cell: (reference, named, count) => drillOf(confusion, reference, named, count) })}
    />
  );
}

function drillOf(
  confusion: ProgressDetail["confusion"],
  reference: Phase,
  named: Phase,
  count: ReactNode,
): ReactNode {
  if (reference === named) return count;
  const n = confusion[reference][named];
  const miss: Miss = { phase: reference, kind: `taken-for-${named}` };
  return (
    <DrillCell
      misses={[{ miss, n }]}
      label={`${missName(miss)}: ${formatCount(n)}`}
      className="min-h-12 w-full leading-tight"
    >
      {count}
    </DrillCell>
  );
}
