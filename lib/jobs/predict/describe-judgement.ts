import { type BoxConvention, type BoxOrder, unitNames } from "@/lib/vlm/answers/box-convention";
import type { Judgement } from "@/lib/vlm/answers/judge-boxes";

const orderNames: Readonly<Record<BoxOrder, string>> = {
  xyxy: "two corners, x first",
  yxyx: "two corners, y first",
  xywh: "a corner, a width and a height",
};

/** What was seen of a run's first boxes, and what reads them, in sentences for people. */
export function describeJudgement(
  judgement: Judgement,
  asked: BoxConvention,
): { readonly seen: string; readonly todo: string } {
  if (judgement.kind === "another-size") {
    return {
      seen: `The first ${judgement.of} boxes look like pixels of a picture ${judgement.scale.toFixed(2)} times as large as was sent: the model’s server resizes it.`,
      todo: "Send it at a size that stays as it is, and ask for its pixels: --coordinates pixels --multiple-of 28 (Qwen2-VL, Qwen2.5-VL), with --max-pixels as the server has it. The questions are others then, and need another --out or --name.",
    };
  }
  const { convention, impossible, of } = judgement;
  const called = ({ unit, order }: BoxConvention): string =>
    [
      ...(convention.unit === asked.unit ? [] : [unitNames[unit]]),
      ...(convention.order === asked.order ? [] : [orderNames[order]]),
    ].join(", ");
  const options = [
    ...(convention.unit === asked.unit ? [] : [`--box-unit ${convention.unit}`]),
    ...(convention.order === asked.order ? [] : [`--box-order ${convention.order}`]),
  ].join(" ");
  const why =
    impossible > 0
      ? `${impossible} of the first ${of} boxes can be none as asked (${called(asked)})`
      : `As asked (${called(asked)}), the first ${of} boxes would all lie in one part of the frame`;
  return {
    seen: `${why}; as ${called(convention)} they lie as boxes do.`,
    todo: `${options} reads them: the answers are kept, and are read again without asking the model.`,
  };
}
