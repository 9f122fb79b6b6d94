import { isAidRight } from "../attempts/last-answer";
import { type Mode, rulesOf } from "../attempts/mode";
import type { Size } from "../geometry";
import type { Phase } from "../phases";
import type { ZoneOutcome } from "../scoring/failure";
import { METRIC_VERSION, type Reference } from "../scoring/score";
import { readZone, type Zone } from "../scoring/zone";
import type { Aid } from "../second-look/aid";

/** What is stored of an answer's score. */
type StoredScore = {
  readonly phaseCorrect: boolean;
  readonly iou: number | null;
  /** % of the diagonal. */
  readonly centerDistance: number | null;
  readonly zoneOutcome: ZoneOutcome | null;
  /** Null, too, where the reference has no No-Go region. */
  readonly contact: number | null;
};

/** The last answer of a second look, and whether its aid was right. */
type StoredLast = {
  readonly aid: Aid;
  readonly aidRight: boolean | null;
  readonly phase: Phase;
  readonly box: Zone;
  readonly score: StoredScore;
};

export type ScoredAttempt = {
  readonly mode: Mode;
  readonly phase: Phase;
  readonly box: Zone | null;
  /** Everything but the phase is null until the zone is stored. */
  readonly score: StoredScore & { readonly metricVersion: number | null };
  /** Null without a second look, and until its last answer is stored. */
  readonly last: StoredLast | null;
};

type Rescored = {
  /** The reference's own where the phase was given, as if the drill had been made from it. */
  readonly phase: Phase;
  readonly score: ScoredAttempt["score"];
  readonly last: StoredLast | null;
  /** Whether the reader sees another score now. An attempt without a zone has none to see. */
  readonly changed: boolean;
};

/** Scores an attempt by another reference, as if it had been answered under it. */
export function rescore(attempt: ScoredAttempt, reference: Reference, frame: Size): Rescored {
  const { mode, box, score: before, last } = attempt;
  const named = (phase: Phase): Phase => (rulesOf(mode).asksPhase ? phase : reference.phase);
  const phase = named(attempt.phase);
  if (!box) {
    return { phase, score: { ...before, phaseCorrect: phase === reference.phase }, last, changed: false };
  }
  const score = scoreBy(reference, frame, phase, box);
  const next = last && rescoreLast(last, named(last.phase), mode, reference, frame);
  return {
    phase,
    score: { ...score, metricVersion: METRIC_VERSION },
    last: next,
    changed: differ(score, before) || (last !== null && next !== null && differ(next.score, last.score)),
  };
}

function rescoreLast(
  last: StoredLast,
  phase: Phase,
  mode: Mode,
  reference: Reference,
  frame: Size,
): StoredLast {
  return {
    ...last,
    aidRight: isAidRight(last.aid, mode, reference, frame),
    phase,
    score: scoreBy(reference, frame, phase, last.box),
  };
}

function scoreBy(reference: Reference, frame: Size, phase: Phase, box: Zone): StoredScore {
  const { iou, centerDistance, outcome: zoneOutcome, contact } = readZone(box, reference, frame);
  const phaseCorrect = phase === reference.phase;
  return { phaseCorrect, iou, centerDistance, zoneOutcome, contact: contact?.share ?? null };
}

const differ = (a: StoredScore, b: StoredScore): boolean =>
  a.phaseCorrect !== b.phaseCorrect ||
  a.iou !== b.iou ||
  a.centerDistance !== b.centerDistance ||
  a.zoneOutcome !== b.zoneOutcome ||
  a.contact !== b.contact;
