import {
  type CaseEstimate,
  foldAnswer,
  type LibraryEstimate,
  newCase,
  newLibrary,
  type ReaderEstimate,
} from "../estimates";
import type { Bank, SimulatedCase } from "./bank";
import type { SimulatedAnswer } from "./readers";

/** What a library knows of its cases: their answers, and nothing that the simulation knows. */
export type SimulatedLibrary = {
  readonly bank: Bank;
  readonly estimate: LibraryEstimate;
  readonly cases: Map<string, CaseEstimate>;
};

export const emptyLibrary = (bank: Bank): SimulatedLibrary => ({
  bank,
  estimate: newLibrary(),
  cases: new Map(),
});

export const estimateOf = (
  { estimate, cases }: SimulatedLibrary,
  { id, phase }: SimulatedCase,
): CaseEstimate => cases.get(id) ?? newCase(phase, estimate);

/** Folds a first answer into what is known of its reader, its case and all cases. */
export function foldInto(
  library: SimulatedLibrary,
  reader: ReaderEstimate,
  asked: SimulatedCase,
  answer: SimulatedAnswer,
): void {
  const estimate = estimateOf(library, asked);
  library.cases.set(asked.id, estimate);
  foldAnswer(reader, estimate, library.estimate, {
    phase: asked.phase,
    phaseRight: answer.phaseRight,
    zoneRight: answer.phaseRight && answer.zoneRight,
    miss: answer.miss,
  });
}
