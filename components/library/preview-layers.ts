import type { LibraryCase } from "@/lib/domain/library/views";
import { type Layer, nameReadings } from "../reveal/layers";

/** The reference, and what each model drew. */
export function previewLayers({ reference, predictions }: LibraryCase): readonly Layer[] {
  return [
    {
      id: "reference",
      reader: "reference",
      name: "Reference",
      label: "Reference",
      boxes: reference.boxes,
      iou: null,
    },
    ...nameReadings(predictions).flatMap(({ box, name, label, score }): Layer[] =>
      box ? [{ id: name, reader: "model", name, label, boxes: [box], iou: score.iou }] : [],
    ),
  ];
}
