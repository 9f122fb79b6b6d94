import { z } from "zod";
import { byPhase } from "../phase-schema";
import { PHASES, type Phase } from "../phases";
import type { View } from "../view";

export const phaseCountsSchema = byPhase(z.number());
export type PhaseCounts = View<typeof phaseCountsSchema>;

/**
 * How many cases each phase gives, as evenly as there are cases: each gives one in turn, and where one has no more,
 * the others go on. The sum is `wanted`, or all there are.
 */
export function evenQuotas(wanted: number, available: PhaseCounts): PhaseCounts {
  const quotas: Record<Phase, number> = { A: 0, B: 0, C: 0, D: 0 };
  let left = wanted;
  while (left > 0) {
    const open = PHASES.filter((phase) => quotas[phase] < available[phase]);
    if (open.length === 0) break;
    for (const phase of open.slice(0, left)) quotas[phase] += 1;
    left -= Math.min(left, open.length);
  }
  return quotas;
}

export function countPhases(cases: Iterable<{ readonly phase: Phase }>): PhaseCounts {
  const counts: Record<Phase, number> = { A: 0, B: 0, C: 0, D: 0 };
  for (const { phase } of cases) counts[phase] += 1;
  return counts;
}

export const sumOfPhases = (counts: PhaseCounts): number =>
  PHASES.reduce((sum, phase) => sum + counts[phase], 0);
