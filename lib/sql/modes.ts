import { texts } from "../db/columns";
import { constant } from "../db/statement";
import { MODES, rulesOf } from "../domain/attempts/mode";

const askingPhase = constant(
  texts,
  MODES.filter((mode) => rulesOf(mode).asksPhase),
);

/** SQL for whether the reader names the phase. Where not, it is given: only the conditioned figures count the answer. */
export const asksPhase = (mode: string): string => `${mode} = ANY(${askingPhase})`;
