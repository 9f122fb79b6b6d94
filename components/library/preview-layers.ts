import type { Box } from "@/lib/domain/geometry";
import type { LibraryCase } from "@/lib/domain/library/views";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { boxesOf } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { nameReadings, noGoLayers } from "../reveal/layers";
import type { Mark } from "../viewer/reader-lines";

/** What lies on the frame before who builds sets. */
export type PreviewLayer = {
  readonly id: string;
  readonly reader: Mark;
  readonly name: string;
  readonly label: string;
  readonly boxes: readonly Box[];
  readonly iou: number | null;
  readonly regions?: readonly NoGoRegion[];
};

/** The layer of all readers' answers. */
export const HEAT_LAYER = "heat";

/** The heat would lie over the tissue that is looked at first. */
export const hiddenAtFirst = (): ReadonlySet<string> => new Set([HEAT_LAYER]);

/** The reference, what each model drew, and where readers drew. */
export function previewLayers({ reference, predictions, heat }: LibraryCase): readonly PreviewLayer[] {
  return [
    {
      id: "reference",
      reader: "reference",
      name: t`Reference`,
      label: t`Reference`,
      boxes: reference.boxes,
      iou: null,
    },
    ...noGoLayers(reference.noGo),
    ...nameReadings(predictions).flatMap(({ box, name, label, score }): PreviewLayer[] =>
      box ? [{ id: name, reader: "model", name, label, boxes: boxesOf(box), iou: score.iou }] : [],
    ),
    ...(heat
      ? [
          {
            id: HEAT_LAYER,
            reader: "cohort" as const,
            name: t`All readers’ first answers, n = ${formatCount(heat.n)}`,
            label: "",
            boxes: [],
            iou: null,
          },
        ]
      : []),
  ];
}
