import { FRAME, type SceneFacts } from "@/demo/scene/facts";
import type { Box } from "@/lib/domain/geometry";
import { nameOf } from "./names";

/** A scene's Go Zone in an annotation file as LabelMe 5 writes it. */
export function labelMeFile(scene: SceneFacts, zones: readonly Box[]): string {
  const annotation = {
    version: "5.8.1",
    flags: {},
    shapes: zones.map(shape),
    imagePath: `../../frames/${nameOf(scene)}.webp`,
    imageData: null,
    imageHeight: FRAME.height,
    imageWidth: FRAME.width,
  };
  return `${JSON.stringify(annotation, null, 2)}\n`;
}

function shape([x1, y1, x2, y2]: Box) {
  return {
    label: "Go Zone",
    points: [
      [x1, y1],
      [x2, y2],
    ],
    group_id: null,
    description: "",
    shape_type: "rectangle",
    flags: {},
    mask: null,
  };
}
