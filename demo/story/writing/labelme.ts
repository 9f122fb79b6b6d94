import { FRAME, type SceneFacts } from "@/demo/scene/facts";
import type { Box } from "@/lib/domain/geometry";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { shapeOfRegion } from "@/lib/resgo/no-go-shapes";
import { nameOf } from "./names";

/** A scene's Go Zone and No-Go regions in an annotation file as LabelMe 5 writes it. */
export async function labelMeFile(
  scene: SceneFacts,
  zones: readonly Box[],
  noGo: readonly NoGoRegion[],
): Promise<string> {
  const regions = await Promise.all(noGo.map((region) => shapeOfRegion(region, FRAME)));
  const annotation = {
    version: "5.8.1",
    flags: {},
    shapes: [...zones.map(shapeOfZone), ...regions],
    imagePath: `../../frames/${nameOf(scene)}.webp`,
    imageData: null,
    imageHeight: FRAME.height,
    imageWidth: FRAME.width,
  };
  return `${JSON.stringify(annotation, null, 2)}\n`;
}

function shapeOfZone([x1, y1, x2, y2]: Box) {
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
