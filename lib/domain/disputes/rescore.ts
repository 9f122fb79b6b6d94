import { type Mode, rulesOf } from "../attempts/mode";
import type { Size } from "../geometry";
import type { Phase } from "../phases";
import type { ZoneOutcome } from "../scoring/failure";
import { METRIC_VERSION, type Reference } from "../scoring/score";
import { readZone, type Zone } from "../scoring/zone";

/** What is stored of an attempt's score. Everything but the phase is null until the zone is stored. */
type StoredScore = {
  readonly phaseCorrect: boolean;
  readonly iou: number | null;
  /** % of the diagonal. */
  readonly centerDistance: number | null;
  readonly zoneOutcome: ZoneOutcome | null;
  /** Null, too, where the reference has no No-Go region. */
  readonly contact: number | null;
  readonly metricVersion: number | null;
};

export type ScoredAttempt = {
  readonly mode: Mode;
  readonly phase: Phase;
  readonly box: Zone | null;
  readonly score: StoredScore;
};

type Rescored = {
  /** The reference's own where the phase was given, as if the drill had been made from it. */
  readonly phase: Phase;
  readonly score: StoredScore;
  /** Whether the reader sees another score now. An attempt without a zone has none to see. */
  readonly changed: boolean;
};

/** Scores an attempt by another reference, as if it had been answered under it. */
export function rescore(attempt: ScoredAttempt, reference: Reference, frame: Size): Rescored {
  const { mode, box, score: before } = attempt;
  const phase = rulesOf(mode).asksPhase ? attempt.phase : reference.phase;
  const phaseCorrect = phase === reference.phase;
  if (!box) return { phase, score: { ...before, phaseCorrect }, changed: false };
  const { iou, centerDistance, outcome: zoneOutcome, contact: touched } = readZone(box, reference, frame);
  const contact = touched?.share ?? null;
  const changed =
    phaseCorrect !== before.phaseCorrect ||
    iou !== before.iou ||
    centerDistance !== before.centerDistance ||
    zoneOutcome !== before.zoneOutcome ||
    contact !== before.contact;
  return {
    phase,
    score: { phaseCorrect, iou, centerDistance, zoneOutcome, contact, metricVersion: METRIC_VERSION },
    changed,
  };
}
