import type { Box, Size } from "@/lib/domain/geometry";
import { t } from "@/lib/language/t";
import { formatFloored } from "@/lib/words/figures";
import { describePixels, describePlace, describeSpan } from "./describe-box";
import type { Layer } from "./layers";

function Words({ name, box, iou, frame }: { name: string; box: Box; iou: number | null; frame: Size }) {
  return (
    <div className="py-2">
      <dt className="break-words font-medium">{name}</dt>
      <dd className="text-muted">
        {t`In the ${describePlace(box, frame)} of the frame; ${describeSpan(box, frame)}; ${describePixels(box)}.`}
        {iou !== null && <> {t`IoU with the reference: ${formatFloored(iou)}.`}</>}
      </dd>
    </div>
  );
}

type InWords = Pick<Layer, "id" | "name" | "boxes" | "iou">;

/** Every box on the frame, for those who can't see it or want the numbers. */
export function BoxesInWords({ layers, frame }: { layers: readonly InWords[]; frame: Size }) {
  return (
    <details>
      <summary className="min-h-6 py-1 font-semibold">{t`The zones in words`}</summary>
      <dl className="divide-y divide-line text-sm">
        {layers.flatMap(({ id, name, boxes, iou }) =>
          boxes.map((box, index) => (
            <Words
              key={`${id} ${box.join()}`}
              name={boxes.length > 1 ? t`${name}, ${index + 1} of ${boxes.length}` : name}
              box={box}
              iou={iou}
              frame={frame}
            />
          )),
        )}
      </dl>
    </details>
  );
}
