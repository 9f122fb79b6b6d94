import { t } from "@/lib/language/t";

/** The four phases of a laparoscopic cholecystectomy that ResGo annotates (paper, section 3.2 a). */
export type Phase = "A" | "B" | "C" | "D";

export const PHASES: readonly Phase[] = ["A", "B", "C", "D"];

/** Said twice: to people by `t`, and for files and models as it stands. */
type Said = (say: typeof t) => Readonly<Record<Phase, string>>;

const names: Said = (t) => ({
  A: t`Preparation of the Go Zone`,
  B: t`Dissection of Calot’s Triangle`,
  C: t`Clip and Divide`,
  D: t`Gallbladder Dissection from Liver Bed`,
});

const definitions: Said = (t) => ({
  A: t`Target the Calot’s triangle area. The Go Zone is defined as the peritoneum overlying the cystic duct and artery junction, where the initial dissection must commence to expose the underlying structures.`,
  B: t`Target the “Safety Window.” The Go Zone is strictly limited to the fibro-fatty tissue within the triangle. It explicitly excludes the liver bed (cystic plate) and the common bile duct (CBD) to prevent bile duct injury.`,
  C: t`Target the skeletonized cystic duct and artery. The Go Zone is the specific segment of these structures that is free of surrounding tissue and distinct from the CBD, rendering it suitable for safe clip application.`,
  D: t`Target the connective tissue plane (areolar tissue). The Go Zone is identified as the white or translucent line of adhesion separating the gallbladder from the liver bed.`,
});

export const phaseNames = names(t);
/** As the files of ResGo and models name them, whatever language people read. */
export const englishPhaseNames = names(String.raw);

/**
 * The Phase-Definition Mapping Tool: what the Go Zone is in each phase and what it excludes
 * (paper, Table 6, to the letter). People and models are shown the same words.
 */
export const phaseDefinitions = definitions(t);
/** As models are shown them. */
export const englishPhaseDefinitions = definitions(String.raw);

/** A definition as it is handed to a reader. */
export type Definition = { readonly phase: Phase; readonly text: string };

export function definitionOf(phase: Phase): Definition {
  return { phase, text: phaseDefinitions[phase] };
}
