import type { RunCaseView } from "@/lib/domain/readers/views";
import { boxesOf } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { type Layer, nameReadings, noGoLayers } from "../reveal/layers";

/** The layer of the sampled zones: hidden at first, for there may be many. */
export const SAMPLES_LAYER = "samples";

/** The reference, what the run drew, and the zones that it drew when asked again. */
export function runLayers({ reveal, samples }: RunCaseView): readonly Layer[] {
  const drawn = nameReadings(reveal.predictions).flatMap(({ box, name, label, score }): Layer[] =>
    box ? [{ id: "model", reader: "model", name, label, boxes: boxesOf(box), iou: score.iou }] : [],
  );
  const sampled = samples.flatMap(({ box }) => (box ? [box] : []));
  return [
    {
      id: "reference",
      reader: "reference",
      name: t`Reference`,
      label: t`Reference`,
      boxes: reveal.reference.boxes,
      iou: null,
    },
    ...noGoLayers(reveal.reference.noGo),
    ...drawn,
    ...(sampled.length > 0
      ? [
          {
            id: SAMPLES_LAYER,
            reader: "model" as const,
            name: t`Sampled zones, ${sampled.length}`,
            label: t`Sample`,
            // Equal ones lie on one another.
            boxes: [...new Map(sampled.flatMap(boxesOf).map((box) => [box.join(), box])).values()],
            iou: null,
          },
        ]
      : []),
  ];
}
