import type { Mode } from "@/lib/domain/attempts/mode";
import type { SecondLook } from "@/lib/domain/attempts/views";
import type { Phase } from "@/lib/domain/phases";
import type { Score } from "@/lib/domain/scoring/score";
import { isSameZone, type Zone } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { describeSecondLook } from "@/lib/words/describe-second-look";
import { formatFloored } from "@/lib/words/figures";

type SecondLookWordsProps = {
  answer: { readonly mode: Mode; readonly phase: Phase | null; readonly box: Zone };
  /** The first answer's. */
  score: Score;
  secondLook: SecondLook;
};

/** What became of an answer in its second look, and both answers where it was changed. */
export function SecondLookWords({ answer, score, secondLook }: SecondLookWordsProps) {
  const { last } = secondLook;
  const changed = last && (last.phase !== answer.phase || !isSameZone(last.box, answer.box));
  return (
    <div className="-mt-3">
      <p className="text-pretty">{describeSecondLook(secondLook, answer, score)}</p>
      {changed && (
        <p className="text-muted text-sm">
          {answerWords(t`First, which counts`, answer.phase, score)}{" "}
          {answerWords(t`At last`, last.phase, last.score)}
        </p>
      )}
    </div>
  );
}

const answerWords = (which: string, phase: Phase | null, { iou }: Score): string =>
  phase ? t`${which}: ${phase}, IoU ${formatFloored(iou)}.` : t`${which}: IoU ${formatFloored(iou)}.`;
