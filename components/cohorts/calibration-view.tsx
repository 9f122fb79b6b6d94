"use client";

import type { Calibration } from "@/lib/domain/cohorts/views";
import { plural, t } from "@/lib/language/t";
import { formatCount, formatDecimal } from "@/lib/words/figures";
import { SurenessChart } from "../charts/sureness-chart";

type CalibrationViewProps = {
  /** What was sure, and what came of it. */
  kind: "phase" | "zone";
  calibration: Calibration;
  tone?: "cohort" | "you";
  csvName: string;
};

const BIN_WIDTH = 0.1;

const words = {
  phase: {
    title: t`Confidence in the phase`,
    note: (n: number) =>
      t`How often the phase was right, by how sure it was said to be, n = ${formatCount(n)}.`,
    label: t`Share right by confidence in the phase`,
    sureOf: t`confidence in the phase`,
  },
  zone: {
    title: t`Confidence in the zone`,
    note: (n: number) =>
      t`How often the zone was a hit, by how sure it was said to be, n = ${formatCount(n)}.`,
    label: t`Share right by confidence in the zone`,
    sureOf: t`confidence in the zone`,
  },
} as const;

/** Whether readers are right as often as they are sure, of the phase or of the zone. */
export function CalibrationView({ kind, calibration, tone = "cohort", csvName }: CalibrationViewProps) {
  const { title, note, label, sureOf } = words[kind];
  const { n, bins, brier } = calibration;
  const left = n - bins.reduce((sum, bin) => sum + bin.n, 0);
  if (bins.length === 0) {
    return (
      <section>
        <h2 className="font-semibold">{title}</h2>
        <p className="text-muted text-sm">
          {n === 0
            ? t`No answer of this period says how sure it was.`
            : t`Not shown: too few answers say how sure they were, n = ${formatCount(n)}.`}
        </p>
      </section>
    );
  }
  return (
    <SurenessChart
      title={title}
      note={[
        note(n),
        t`Below the dashed line is too sure. Brier score ${formatDecimal(brier)}: 0 is sure and right, 1 sure and wrong.`,
        left > 0 && t`Not drawn: ${plural(left, "# answer", "# answers")} where too few were as sure.`,
      ]
        .filter(Boolean)
        .join(" ")}
      mean={t`Mean confidence`}
      label={label}
      sureOf={sureOf}
      tone={tone}
      bins={bins.map(({ confidence, ...bin }) => ({ ...bin, to: bin.from + BIN_WIDTH, sure: confidence }))}
      csvName={csvName}
    />
  );
}
