"use client";

import type { ProgressDetail } from "@/lib/domain/progress/views";
import { t } from "@/lib/language/t";
import { PhaseGrid } from "../charts/phase-grid";

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
    ? t`A row is the reference’s phase, a column the one you named: answers, and their share of the row. Right answers are framed.`
    : t`A row is the reference’s phase, a column the one that was named: answers, and their share of the row. Right answers are framed.`;
  return (
    <PhaseGrid
      title={t`Phases taken for one another`}
      note={note}
      csvName={csvName}
      counts={confusion}
      tone={tone}
      named={(phase) => (own ? t`You named ${phase}` : t`Named ${phase}`)}
    />
  );
}
