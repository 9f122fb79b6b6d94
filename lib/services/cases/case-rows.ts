import { definedPhase, type Mode, modeRules, namedPhase } from "../../domain/attempts/mode";
import type { OpenAttempt, PracticeCase, StageCase } from "../../domain/attempts/views";
import { definitionOf, type Phase } from "../../domain/phases";

/** A row of a case as a reader may see it before the answer. */
export type PracticeRow = { id: string; width: number; height: number; answered: boolean };

export const practiceColumns = "c.id, f.width, f.height";

export function toPracticeCase(row: PracticeRow): PracticeCase {
  return {
    id: row.id,
    width: row.width,
    height: row.height,
    frameUrl: frameUrl(row.id),
    answered: row.answered,
  };
}

export const frameUrl = (caseId: string): string => `/api/cases/${caseId}/frame`;

/** Enough of a frame's hash to tell its pictures apart; it says nothing about what they show. */
export const frameVersionColumn = "left(f.sha256, 12) AS frame_version";

export type StageRow = PracticeRow & { frame_version: string; notice: string | null; dataset_id: string };

export const stageColumns = `${practiceColumns}, ${frameVersionColumn}, d.notice, d.id AS dataset_id`;

export function toStageCase(row: StageRow, open: OpenAttempt | null): StageCase {
  const { frame_version: frameVersion, notice, dataset_id: datasetId } = row;
  return { ...toPracticeCase(row), frameVersion, notice, datasetId, open };
}

/** An attempt with its reference's phase, which must not leave the server but through `toOpenAttempt`. */
export type OpenRow = {
  attempt_id: string;
  mode: Mode;
  phase: Phase;
  phase_correct: boolean;
  reference_phase: Phase;
  locked_at: Date;
};

/** What the reader was told when the phase was locked, and no more. */
export function toOpenAttempt(row: OpenRow): OpenAttempt {
  return {
    id: row.attempt_id,
    mode: row.mode,
    phase: namedPhase(row),
    lockedAt: row.locked_at.toISOString(),
    definition: definitionOf(definedPhase(row.mode, row.phase, row.reference_phase)),
    ...(modeRules[row.mode].tellsPhase ? { phaseCorrect: row.phase_correct } : {}),
  };
}
