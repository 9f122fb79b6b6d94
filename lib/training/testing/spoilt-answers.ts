import { seededRandom } from "@/lib/domain/statistics/random";
import { entityKeys } from "@/lib/recall/recall-rationale";
import { USUAL_BOXES } from "@/lib/vlm/answers/box-convention";
import { findBoxTexts } from "@/lib/vlm/answers/find-box-texts";
import { parseBox } from "@/lib/vlm/answers/parse-box";
import { parsePhase } from "@/lib/vlm/answers/parse-phase";
import { parseRationale } from "@/lib/vlm/answers/parse-rationale";
import { stripThinking } from "@/lib/vlm/answers/strip-thinking";
import { rewardsOf, type Truth } from "../rewards";
import { spoil } from "../spoil";
import { vectorsOf } from "../vectors";

/** What one side makes of a turn, step by step. */
function readingOf(turn: string, { width, height }: Truth) {
  const words = stripThinking(turn);
  const phase = parsePhase(words);
  const box = parseBox(words, USUAL_BOXES, { width, height }, { width, height });
  const rationale = parseRationale(words);
  return {
    words,
    phase: "phase" in phase ? phase.phase : null,
    boxes: findBoxTexts(words).map(({ span, likelihood }) => [...span, likelihood]),
    box: "box" in box ? box.box : null,
    rationale,
    keys: rationale && entityKeys(rationale),
  };
}

/** Answers that were spoilt by chance, each as a line of the vectors with what every step of the reading makes of it. */
export function* spoiltAnswers(count: number, seed: number): Generator<object> {
  const random = seededRandom(seed);
  const wholes = [vectorsOf(false), vectorsOf(true)] as const;
  for (let i = 0; i < count; i++) {
    const singleTurn = random() < 0.2;
    const from = wholes[singleTurn ? 1 : 0];
    const { truth, ...whole } = from[Math.floor(random() * from.length)]!;
    const said = {
      turn1: spoil(whole.turn1, random),
      turn2: whole.turn2 === null ? null : spoil(whole.turn2, random),
    };
    const readings = [said.turn1, said.turn2].map((turn) => (turn === null ? null : readingOf(turn, truth)));
    yield { ...said, truth, rewards: rewardsOf(said, truth, { singleTurn }), singleTurn, readings };
  }
}
