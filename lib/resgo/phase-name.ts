import { englishPhaseNames, PHASES, type Phase } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { latinWords } from "./plain-text";

type PhaseReading = { readonly phase: Phase } | { readonly problem: string };

// “Calot” and “Calot’s” are written alike by people.
const words = (text: string): string => latinWords(text).replaceAll(/\bcalots\b/g, "calot");

const byName = new Map(PHASES.map((phase) => [words(englishPhaseNames[phase]), phase]));

/**
 * The phase that a cell names: `A`, `Phase A`, `Phase A - Preparation of the Go Zone` or the name alone, in any
 * case, with a straight or a curly apostrophe and any dash.
 */
export function readPhase(text: string): PhaseReading {
  const said = words(text);
  const named = byName.get(said);
  if (named) return { phase: named };
  const match = /^(?:(?:surgical )?phase )?([abcd])(?: (.+))?$/.exec(said);
  if (match) {
    const phase = match[1]!.toUpperCase() as Phase;
    if (match[2] === undefined || match[2] === words(englishPhaseNames[phase])) return { phase };
    const other = byName.get(match[2]);
    if (other) {
      return {
        problem: t`“${text}” names two phases: ${englishPhaseNames[other]} is phase ${other}, not ${phase}.`,
      };
    }
  }
  return { problem: t`“${text}” is no phase. The phases are A, B, C and D.` };
}
