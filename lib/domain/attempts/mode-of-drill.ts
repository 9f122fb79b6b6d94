import { type Miss, taskOf } from "../practice/misses";
import { FIRST_MODE, MODES, type Mode, rulesOf } from "./mode";

/**
 * How the cases of a drill are put: where a phase taken for another is drilled, the phase is asked, as its reader
 * practises; where a zone is, it is given.
 */
export function modeOfDrill({ kind }: Pick<Miss, "kind">, practised: Mode = FIRST_MODE): Mode {
  const fits = (mode: Mode): boolean => rulesOf(mode).asksPhase === (taskOf(kind) === "phase");
  return fits(practised) ? practised : MODES.find(fits)!;
}
