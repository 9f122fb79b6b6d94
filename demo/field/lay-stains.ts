import { type SceneFacts, sceneSeed } from "@/demo/scene/facts";
import { seeded } from "@/demo/scene/random";
import type { Stain } from "./field";
import type { Organs } from "./lay-anatomy";
import type { LiftedBed } from "./lay-bed";
import type { Dissection } from "./lay-triangle";
import { onLiver } from "./liver";
import { alongTube } from "./tube";
import { add, lerp, type Vec3 } from "./vector";

/** Blood, char, bile and raw surfaces that the work has left. */
export function layStains(
  scene: SceneFacts,
  organs: Organs,
  dissection: Dissection,
  bed: LiftedBed | null,
): Stain[] {
  const random = seeded(`${scene.procedure.video}/stains`);
  const near = (at: Vec3, by: number): Vec3 =>
    add(at, [random.between(-by, by), random.between(-by, by), random.between(-by, by) * 0.4]);
  const stains: Stain[] = [];
  for (const { at, radii } of dissection.openings.slice(0, 3)) {
    stains.push({ kind: "raw", at, radius: Math.max(radii[0], radii[1]) + 2.4, strength: 0.75 });
  }
  if (dissection.openings.length > 0 && !bed) {
    const rim = dissection.openings[0]!;
    for (let index = 0; index < 4; index += 1) {
      const angle = random.between(0, 6.283);
      const at = add(rim.at, [Math.cos(angle) * rim.radii[0], Math.sin(angle) * rim.radii[1], 2]);
      stains.push({
        kind: index < 2 ? "char" : "blood",
        at,
        radius: random.between(1.6, 3.4),
        strength: random.between(0.4, 0.9),
      });
    }
  }
  if (bed) {
    const from = organs.bedFrom;
    for (let index = 0; index < 6; index += 1) {
      const spot = lerp(from, bed.hinge, random.between(0.1, 0.95));
      const at = onLiver(organs.liver, spot[0] + random.between(-8, 8), spot[1]);
      stains.push({
        kind: index % 2 ? "blood" : "char",
        at,
        radius: random.between(3, 6.5),
        strength: random.between(0.5, 0.95),
      });
    }
    const line = bed.areolarLine[Math.floor(random.between(2, 10))]!;
    stains.push({ kind: "char", at: line, radius: 3, strength: 0.8 });
  }
  const frame = seeded(sceneSeed(scene, "hindrance"));
  const work = bed?.hinge ?? dissection.openings[0]?.at ?? alongTube(organs.cysticDuct, 0.3).at;
  const aside = (x: number, y: number): Vec3 => add(work, [x + frame.between(-2, 2), y, 1]);
  if (scene.hindrance === "ooze") {
    stains.push({ kind: "blood", at: aside(2, -2), radius: 6.5, strength: 1 });
    stains.push({ kind: "blood", at: aside(3, -11), radius: 6, strength: 1 });
    stains.push({ kind: "blood", at: near(aside(1, -19), 3), radius: 5, strength: 0.85 });
  }
  if (scene.hindrance === "bile") {
    stains.push({ kind: "bile", at: aside(-3, -5), radius: 9, strength: 1 });
    stains.push({ kind: "bile", at: aside(-1, -16), radius: 8, strength: 0.9 });
  }
  return stains;
}
