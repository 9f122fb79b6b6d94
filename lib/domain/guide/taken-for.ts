import { PHASES, type Phase } from "../phases";
import type { TakenFor } from "./views";

/**
 * The phase that a phase is taken for most; of two as often, the earlier in the operation.
 *
 * @param named how often each phase was named where `phase` was the reference's
 * @returns null where it was never taken for another
 */
export function takenForMost(phase: Phase, named: Readonly<Record<Phase, number>>): TakenFor | null {
  const of = PHASES.reduce((sum, each) => sum + named[each], 0);
  const others = PHASES.filter((each) => each !== phase && named[each] > 0);
  if (others.length === 0) return null;
  const most = others.reduce((best, each) => (named[each] > named[best] ? each : best));
  return { phase: most, n: named[most], of };
}
