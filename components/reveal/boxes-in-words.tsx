import type { ReactNode } from "react";
import type { Box, Size } from "@/lib/domain/geometry";
import { measurePixels } from "@/lib/domain/no-go/measure-pixels";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import type { Beyond } from "@/lib/domain/scoring/beyond";
import { t } from "@/lib/language/t";
import { describeBeyond } from "@/lib/words/describe-answer";
import { nameOfRegion } from "@/lib/words/describe-regions";
import { formatFloored, formatPercent } from "@/lib/words/figures";
import { describePixels, describePlace, describeSpan } from "./describe-box";
import type { Layer } from "./layers";

function Words({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="py-2">
      <dt className="break-words font-medium">{name}</dt>
      <dd className="text-muted">{children}</dd>
    </div>
  );
}

function BoxWords({ box, iou, frame }: { box: Box; iou: number | null; frame: Size }) {
  return (
    <>
      {t`In the ${describePlace(box, frame)} of the frame; ${describeSpan(box, frame)}; ${describePixels(box)}.`}
      {iou !== null && <> {t`IoU with the reference: ${formatFloored(iou)}.`}</>}
    </>
  );
}

/** A region by the box that just holds it, and how much of the frame it is. */
function describeRegion({ counts }: NoGoRegion, frame: Size): string {
  const { pixels, bounds } = measurePixels(counts, frame);
  const share = formatPercent(pixels / (frame.width * frame.height));
  return t`In the ${describePlace(bounds, frame)} of the frame; ${share} of its area; ${describePixels(bounds)}.`;
}

type InWords = Pick<Layer, "id" | "name" | "boxes" | "iou" | "regions">;

type BoxesInWordsProps = {
  layers: readonly InWords[];
  frame: Size;
  /** What of the reader's zone lies beyond the reference: told as it is measured, and by none of its boxes. */
  beyond?: Beyond | null;
};

/** Every box and every No-Go region on the frame, for those who can't see it or want the numbers. */
export function BoxesInWords({ layers, frame, beyond }: BoxesInWordsProps) {
  return (
    <details>
      <summary className="min-h-6 py-1 font-semibold">{t`The zones in words`}</summary>
      <dl className="divide-y divide-line text-sm">
        {layers.flatMap(({ id, name, boxes, iou, regions = [] }) => [
          ...boxes.map((box, index) => (
            <Words
              key={`${id} ${box.join()}`}
              name={boxes.length > 1 ? t`${name}, ${index + 1} of ${boxes.length}` : name}
            >
              <BoxWords box={box} iou={iou} frame={frame} />
            </Words>
          )),
          ...regions.map((region, index) => (
            <Words
              // biome-ignore lint/suspicious/noArrayIndexKey: two regions may be alike, and their order stays
              key={`${id} ${index}`}
              name={region.name ? t`No-Go: ${region.name}` : nameOfRegion(region)}
            >
              {describeRegion(region, frame)}
            </Words>
          )),
        ])}
        {beyond && <Words name={t`Beyond the reference`}>{describeBeyond(beyond)}</Words>}
      </dl>
    </details>
  );
}
