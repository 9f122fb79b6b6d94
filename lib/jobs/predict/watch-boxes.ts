import type { BoxConvention } from "@/lib/vlm/answers/box-convention";
import { type Judgement, judgeBoxes, type WrittenBox } from "@/lib/vlm/answers/judge-boxes";
import { likeliestBox } from "@/lib/vlm/answers/parse-box";
import { stripThinking } from "@/lib/vlm/answers/strip-thinking";
import type { Reading } from "@/lib/vlm/reading";
import { type PictureFit, sentSize } from "./sent-size";
import type { Task } from "./task";

/** After so many boxes they are judged, and once more when the run ends. */
const JUDGED_AFTER = [8, 24, 48] as const;
export const MOST_JUDGED = JUDGED_AFTER.at(-1)!;

/** Looks at the first boxes of a run, whether they are in the unit, order and picture size that were asked for. */
export function watchBoxes(
  asked: BoxConvention,
  { fit, singleTurn }: { readonly fit: PictureFit; readonly singleTurn: boolean },
) {
  const written: WrittenBox[] = [];
  return {
    /** @returns what they are instead, as soon as it is known */
    add(task: Task, raw: Reading["raw"]): Judgement | null {
      const words = singleTurn ? raw.turn1 : raw.turn2;
      const box = words === null || written.length >= MOST_JUDGED ? null : likeliestBox(stripThinking(words));
      if (!box?.numbers.every(Number.isFinite)) return null;
      written.push({ numbers: box.numbers, named: box.named, sent: sentSize(task, fit) ?? task });
      return JUDGED_AFTER.some((count) => count === written.length) ? judgeBoxes(written, asked) : null;
    },
    /** Of all so far, however few. */
    judge: (): Judgement | null => judgeBoxes(written, asked),
  };
}
