import type { Field } from "@/demo/field/field";
import { add, lerp, scale, type Vec3 } from "@/demo/field/vector";
import { FRAME } from "@/demo/scene/facts";
import { type Box, boxCenter, type Point } from "@/lib/domain/geometry";
import { type Band, distanceToLine, projectLine, projectTube } from "../zones/outline";

/**
 * What the words say of where things lie in a frame, measured in the frame itself. Directions are the
 * viewer's: "below and to the left".
 */
export type Sight = {
  /** Where in the image the Go Zone lies: "left of centre". Wordings of one fact, each fit for after a comma. */
  readonly place: readonly string[];
  /** From the zone to the common bile duct; in phase D, to the clipped stumps at the porta hepatis. */
  readonly danger: string;
  /** From the zone to the cystic plate. */
  readonly bed: string;
  /** The side of the frame from which the grasper comes in: "from the left". */
  readonly grasper: string;
  /** The same of the working instrument; null where there is none. */
  readonly entry: string | null;
};

export function measureSight(field: Field, zones: readonly Box[]): Sight {
  const { camera, anatomy, instruments, scene } = field;
  const zone = boxCenter(boundsOf(zones));
  const inBed = scene.state.phase === "D";
  const duct = projectTube(camera, anatomy.commonBileDuct);
  const porta = camera.project(anatomy.junction);
  const sideOf = (kind: "grasper" | "other") => {
    const found = instruments.find((instrument) => (instrument.kind === "grasper") === (kind === "grasper"));
    return found ? `from ${sideFrom(camera, found)}` : null;
  };
  return {
    place: placeOf(zone),
    danger: wayTo(zone, inBed ? porta : nearestOn(duct, zone)),
    bed: inBed ? "above" : wayTo(zone, camera.project(plateOf(field))),
    grasper: sideOf("grasper") ?? "from the left",
    entry: sideOf("other"),
  };
}

/** The middle of the triangle's edge at the liver, where the cystic plate begins. */
function plateOf({ anatomy }: Field): Vec3 {
  const edge = anatomy.fibrofattyTissue;
  return lerp(edge.at(-3) ?? anatomy.junction, edge.at(-2) ?? anatomy.junction, 0.5);
}

function nearestOn(band: Band, to: Point): Point {
  const line = band.map(({ at }) => at);
  const pieces = line.slice(1).map((end, index) => [line[index]!, end] as const);
  const [from, end] = pieces.reduce((best, piece) =>
    distanceToLine(to, piece) < distanceToLine(to, best) ? piece : best,
  );
  const [dx, dy] = [end.x - from.x, end.y - from.y];
  const share = ((to.x - from.x) * dx + (to.y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const within = Math.min(Math.max(share, 0), 1);
  return { x: from.x + within * dx, y: from.y + within * dy };
}

function sideFrom(camera: Field["camera"], { tip, back }: Field["instruments"][number]): string {
  const [from, to] = projectLine(camera, [tip, add(tip, scale(back, 12))]) as [Point, Point];
  const across = to.x < from.x ? "left" : "right";
  const slope = (from.y - to.y) / Math.abs(to.x - from.x || 1);
  if (slope > 0.45) return `the upper ${across}`;
  return slope < -0.45 ? `the lower ${across}` : `the ${across}`;
}

function boundsOf(boxes: readonly Box[]): Box {
  return boxes.reduce((all, box) => [
    Math.min(all[0], box[0]),
    Math.min(all[1], box[1]),
    Math.max(all[2], box[2]),
    Math.max(all[3], box[3]),
  ]);
}

/** Within this share of the frame's half height, what is off the middle counts as in it. */
const MIDDLE = 0.14;

function placeOf({ x, y }: Point): string[] {
  const half = FRAME.height / 2;
  const [dx, dy] = [(x - FRAME.width / 2) / half, (y - half) / half];
  const across = dx < -MIDDLE ? "left" : dx > MIDDLE ? "right" : null;
  const down = dy < -MIDDLE ? "above" : dy > MIDDLE ? "below" : null;
  if (across && down) {
    const corner = `${down === "above" ? "upper" : "lower"} ${across}`;
    return [
      `${down} and ${across} of centre`,
      `towards the ${corner} of the view`,
      `to the ${corner} of the middle`,
    ];
  }
  if (across)
    return [
      `${across} of centre`,
      `just to the ${across} of the middle of the view`,
      `a little to the ${across}`,
    ];
  if (down) {
    return [`just ${down} the middle of the view`, `${down} centre`, `a little ${down} the middle`];
  }
  return ["in the middle of the view", "at the centre of the view", "in mid-view"];
}

function wayTo(from: Point, to: Point): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const across = dx < 0 ? "to the left" : "to the right";
  const down = dy < 0 ? "above" : "below";
  if (Math.abs(dy) < Math.abs(dx) * 0.4) return across;
  return Math.abs(dx) < Math.abs(dy) * 0.4 ? down : `${down} and ${across}`;
}
