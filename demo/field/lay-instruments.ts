import type { SceneFacts } from "@/demo/scene/facts";
import { sceneSeed } from "@/demo/scene/facts";
import { seeded } from "@/demo/scene/random";
import type { Instrument, InstrumentKind } from "./field";
import type { Organs } from "./lay-anatomy";
import type { LiftedBed } from "./lay-bed";
import type { Dissection } from "./lay-triangle";
import { alongTube } from "./tube";
import { add, cross, normalize, scale, subtract, type Vec3 } from "./vector";

/** The grasper of the surgeon's left hand, and the instrument of the right: it comes from the upper right. */
export function placeInstruments(
  scene: SceneFacts,
  organs: Organs,
  dissection: Dissection,
  bed: LiftedBed | null,
): Instrument[] {
  const random = seeded(sceneSeed(scene, "instruments"));
  const jitter = (by: number): Vec3 => [
    random.between(-by, by),
    random.between(-by, by),
    random.between(-by, by),
  ];
  const instruments: Instrument[] = [];

  const held = bed
    ? bed.gallbladder.at(-2)!
    : {
        at: add(organs.infundibulum.at, [
          -organs.infundibulum.radius * 0.72,
          -1,
          organs.infundibulum.radius * 0.52,
        ]),
        radius: 1,
      };
  instruments.push(
    pose(
      "grasper",
      held.at,
      add([-0.86, bed ? 0.2 : -0.12, 0.5], scale(jitter(1), 0.06)),
      [0.1, 1, 0.3],
      0.11,
    ),
  );

  const kind = scene.state.instrument;
  if (!kind) return instruments;
  const fromRight = add(bed ? [0.84, -0.1, 0.54] : [0.74, 0.42, 0.52], scale(jitter(1), 0.07));
  const { tip, side, opening } = workPlace(scene, kind, organs, dissection, bed, random.next());
  instruments.push(pose(kind, add(tip, jitter(0.5)), fromRight, side, opening));
  return instruments;
}

function pose(kind: InstrumentKind, tip: Vec3, towards: Vec3, side: Vec3, opening: number): Instrument {
  const back = normalize(towards);
  const square = normalize(cross(cross(back, side), back));
  return { kind, tip, back, side: square, opening };
}

/** Where the right hand's instrument works, and how it is turned. */
function workPlace(
  scene: SceneFacts,
  kind: InstrumentKind,
  organs: Organs,
  dissection: Dissection,
  bed: LiftedBed | null,
  chance: number,
): { tip: Vec3; side: Vec3; opening: number } {
  const { state } = scene;
  if (state.phase === "D" && bed) {
    const at = bed.areolarLine[9 + Math.floor(chance * 3)]!;
    return { tip: add(at, [0, 0.4, 2.6]), side: [-0.4, 0.9, 0.1], opening: 0.2 };
  }
  if (state.phase === "C") {
    const on = state.at === "artery" ? organs.cysticArtery : organs.cysticDuct;
    const bare = state.at === "artery" ? dissection.bareArterySegment : dissection.bareDuctSegment;
    const { at, direction } = alongTube(bare ?? on, bare ? (state.at === "artery" ? 0.6 : 0.42) : 0.5);
    const ahead: Vec3 = state.at ? [-1.6, -1.4, 0.6] : [6, 7, 12];
    return {
      tip: add(at, ahead),
      side: normalize(cross(direction, [0, 0, 1])),
      opening: kind === "clip applier" ? 0.16 : 0.24,
    };
  }
  const hole = dissection.openings[0];
  const tissue = dissection.tissueThickness;
  if (!hole) {
    const { at } = alongTube(organs.cysticDuct, 0.16);
    return { tip: add(at, [2.5, 3 + chance * 3, tissue + 3.2]), side: [-0.3, -1, 0], opening: 0.22 };
  }
  const rim: Vec3 = [
    hole.radii[0] * 0.45,
    hole.radii[1] * (chance - 0.5),
    Math.min(hole.radii[2], tissue) * 0.4 + 1,
  ];
  return { tip: add(hole.at, rim), side: normalize(subtract([-0.6, 0.8, 0.2], [0, 0, 0])), opening: 0.28 };
}
