import type { Box, Size } from "@/lib/domain/geometry";
import type { Phase } from "@/lib/domain/phases";
import { shareRecalled } from "@/lib/domain/rationale-recall";
import { compareZone, scoreZone, type Zone, zoneOfBox } from "@/lib/domain/scoring/zone";
import { entityKeys } from "@/lib/recall/recall-rationale";
import { USUAL_BOXES } from "@/lib/vlm/answers/box-convention";
import { parseBox } from "@/lib/vlm/answers/parse-box";
import { parsePhase } from "@/lib/vlm/answers/parse-phase";
import { parseRationale } from "@/lib/vlm/answers/parse-rationale";
import { stripThinking } from "@/lib/vlm/answers/strip-thinking";
import { isPhaseForm, isWholeForm, isZoneForm } from "./answer-form";

/** What an answer is rewarded for, each from 0 to 1 (paper, section 4.1.2). */
export const REWARDS = ["phase", "format", "iou", "distance", "recall"] as const;
export type Rewards = Readonly<Record<(typeof REWARDS)[number], number>>;

/** What a model said in both turns; null where there was no second one. */
export type Said = { readonly turn1: string; readonly turn2: string | null };

/** What the clinicians answered. */
export type Truth = Size & {
  readonly phase: Phase;
  /** In the frame's natural pixels. */
  readonly boxes: readonly Box[];
  /** The keys of what their rationale names, as `entityKeys` gives them. */
  readonly entities: readonly string[];
};

type Asked = {
  /** Whether phase and Go Zone were asked in one turn: the first answer is the whole one then. */
  readonly singleTurn?: boolean;
  /** How far off a centre may be for the distance's reward to fall to 1/e: thousandths of the frame's diagonal. */
  readonly alpha?: number;
};

/** Chosen here: of the paper's own scaling factor its text says only that it goes with boxes from 0 to 1000. */
export const ALPHA = 100;

/**
 * What an answer is worth to training, by the code that reads models' answers and scores residents. The same in Python:
 * deploy/gpu/train/surgo_train/rewards.py.
 */
export function rewardsOf(
  { turn1, turn2 }: Said,
  truth: Truth,
  { singleTurn = false, alpha = ALPHA }: Asked = {},
): Rewards {
  const first = stripThinking(turn1);
  const last = singleTurn ? first : turn2 === null ? null : stripThinking(turn2);
  return {
    phase: phaseIn(first) === truth.phase ? 1 : 0,
    format: hasForm(first, last, singleTurn) ? 1 : 0,
    ...rewardZone(last === null ? null : zoneIn(last, truth), truth, alpha),
    recall: last === null ? 0 : rewardRecall(last, truth.entities),
  };
}

/** The phase that an answer without its thinking names; null where it names none. */
function phaseIn(words: string): Phase | null {
  const answer = parsePhase(words);
  return "phase" in answer ? answer.phase : null;
}

/** The box that an answer without its thinking gives, in the frame's natural pixels. */
function zoneIn(words: string, { width, height }: Size): Zone | null {
  const frame = { width, height };
  const answer = parseBox(words, USUAL_BOXES, frame, frame);
  return "box" in answer ? zoneOfBox(answer.box) : null;
}

function hasForm(first: string, last: string | null, singleTurn: boolean): boolean {
  if (singleTurn) return isWholeForm(first);
  return isPhaseForm(first) && (last === null || isZoneForm(last));
}

function rewardZone(zone: Zone | null, truth: Truth, alpha: number): Pick<Rewards, "iou" | "distance"> {
  if (zone === null || compareZone(zone, truth.boxes) === null) return { iou: 0, distance: 0 };
  const { iou, centerDistance } = scoreZone(zone, truth.boxes, truth);
  return { iou, distance: Math.exp((-10 * centerDistance) / alpha) };
}

/** The share of the entities that the answer's rationale names; 0 where there are none to name. */
function rewardRecall(words: string, entities: readonly string[]): number {
  const rationale = parseRationale(words);
  const named = new Set(rationale && entityKeys(rationale));
  return shareRecalled(entities.map((key) => ({ shared: named.has(key) }))) ?? 0;
}
