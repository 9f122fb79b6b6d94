import type { Phase } from "../phases";
import type { PhaseOutcome } from "../scoring/failure";

/** How a case is put to a reader. */
export type Mode = "guided" | "exam" | "phase-given";
export const MODES: readonly Mode[] = ["guided", "exam", "phase-given"];

/** The mode of free practice where the reader says none. */
export const FIRST_MODE: Mode = "guided";

/** The mode without reception: the only one that needs no word of the reference before the answer. */
export const OFFLINE_MODE: Mode = "exam";

type ModeRules = {
  /** Whether the reader names the phase. Where not, it is given: only the conditioned figures count the answer. */
  readonly asksPhase: boolean;
  /** Whether the reader is told, once the phase is locked, if it was right. */
  readonly tellsPhase: boolean;
  /**
   * Whose definition is shown once the phase is locked: that of the reader's phase or of the reference's (the paper's
   * rectified conditioning, section 4.1.2).
   */
  readonly defines: "chosen" | "reference";
  /**
   * Whether nothing of an assignment is told before its results are released. So the release ends it, and it takes
   * one attempt at each case.
   */
  readonly isExam: boolean;
  /** The mode a case is put in instead while it stands in an unreleased exam of the reader's too; null: in none. */
  readonly duringExam: Mode | null;
};

/** All that tells the modes apart. */
const rules: Readonly<Record<Mode, ModeRules>> = {
  guided: { asksPhase: true, tellsPhase: true, defines: "reference", isExam: false, duringExam: "exam" },
  exam: { asksPhase: true, tellsPhase: false, defines: "chosen", isExam: true, duringExam: "exam" },
  "phase-given": {
    asksPhase: false,
    tellsPhase: false,
    defines: "reference",
    isExam: false,
    duringExam: null,
  },
};

/**
 * What holds in a mode: the rest of the code asks here, and compares no name. A page that is older than its server may
 * be told of a mode that it doesn't know, and takes it for the first one.
 */
export function rulesOf(mode: Mode): ModeRules {
  return rules[mode] ?? rules[FIRST_MODE];
}

/**
 * The mode that says what a reader is told of the phase once it is locked: an exam's before a second look too, which is to
 * be had without knowing.
 */
export function toldMode(mode: Mode, { secondLook }: { readonly secondLook: boolean }): Mode {
  return secondLook ? (rulesOf(mode).duringExam ?? mode) : mode;
}

/** Whether the lock tells its reader something of the reference: whether the phase is right, or which one it is. */
export function tellsOfReference(mode: Mode, { secondLook }: { readonly secondLook: boolean }): boolean {
  const { tellsPhase, defines } = rulesOf(toldMode(mode, { secondLook }));
  return tellsPhase || defines === "reference";
}

/** The phase whose definition a reader sees once the phase is locked. */
export function definedPhase(mode: Mode, chosen: Phase, reference: Phase): Phase {
  return rulesOf(mode).defines === "chosen" ? chosen : reference;
}

/** The phase of an attempt as its reader named it; null where it was given. */
export function namedPhase({ mode, phase }: { readonly mode: Mode; readonly phase: Phase }): Phase | null {
  return rulesOf(mode).asksPhase ? phase : null;
}

export function phaseOutcome(mode: Mode, phaseCorrect: boolean): PhaseOutcome {
  if (!rulesOf(mode).asksPhase) return "given";
  return phaseCorrect ? "right" : "wrong";
}
