"use client";

import type { RunReliability } from "@/lib/domain/readers/views";
import { t } from "@/lib/language/t";
import { formatCount, formatPercentOf } from "@/lib/words/figures";
import { SurenessChart } from "../charts/sureness-chart";

/** Whether the model is right as often as it is sure of the phase. */
export function ReliabilityView({ reliability: { n, error, bins } }: { reliability: RunReliability }) {
  return (
    <SurenessChart
      title={t`How far its sureness can be believed`}
      note={t`Phases named by the probability that the model gave them, n = ${formatCount(n)}. On the dashed line it would be right as often as it is sure, and a dot’s size tells its n; the mean gap is ${formatPercentOf(error, n)}.`}
      mean={t`Mean probability`}
      label={t`Share right by mean probability`}
      sureOf={t`mean probability of the phase named`}
      tone="model"
      bins={bins.map(({ confidence, accuracy, ...bin }) => ({ ...bin, sure: confidence, right: accuracy }))}
      csvName="calot-run-reliability"
    />
  );
}
