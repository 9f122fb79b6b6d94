import type { Point } from "@/lib/domain/geometry";
import type { ProcedureFacts } from "../scene/facts";
import { seeded } from "../scene/random";
import { along, mix, off, type Path, pointOn, slice, smooth, type Tube, tube, tubePart } from "./path";

/**
 * The anatomy of phase D: the liver with the gallbladder's bed running up the middle, and the gallbladder
 * drawn off it to the upper left. In units of the plan, or in pixels once projected.
 */
export type BedPlan = {
  readonly liver: Path;
  /** The whole bed, from the divided duct's end up to the fundus. */
  readonly bed: Tube;
  /** The part that is already bare. */
  readonly bareBed: Tube;
  readonly gallbladder: Path;
  /** The gallbladder's middle, from the neck that is held up to the fundus: for its vessels. */
  readonly gallbladderAxis: Tube;
  /** The neck, where the grasper holds. */
  readonly neck: Point;
  /** Where the gallbladder still sticks to its bed: the line to divide, as wide as its white tissue. */
  readonly areolarLine: Tube;
  /** Fat at the bottom, with the clipped ends of duct and artery. */
  readonly ligament: Path;
  readonly stumps: readonly Tube[];
};

/** How the gallbladder is held in one frame. */
export type Hold = {
  /** By how much of the bed's length the line's right end is higher than its left, halved. */
  readonly tilt: number;
  /** How far the line hangs in the middle, in units. */
  readonly sag: number;
  /** How far the neck is from its usual place, in units. */
  readonly neck: Point;
};

type Jitter = (reach: number) => number;

/** The plan of one patient with a share `freed` (0 to 1) of the bed bare. It is of 1280 by 720 units. */
export function planBed(facts: ProcedureFacts, freed: number, hold: Hold): BedPlan {
  const random = seeded(`${facts.video}/bed`);
  const jitter: Jitter = (reach) => random.between(-reach, reach);
  const bed = planFossa(jitter);
  // The further the dissection, the higher the line; it never leaves the view.
  const level = 0.24 + 0.34 * freed;
  const areolarLine = planLine(bed, level, hold);
  const foot = along(bed.path, 0);
  return {
    bed,
    bareBed: tubePart(bed, 0, level),
    areolarLine,
    ...planGallbladder(facts, bed, level, areolarLine.path, hold.neck),
    liver: planLiver(jitter),
    ligament: planLigament(foot, jitter),
    stumps: [planStump(off(foot, -34, -6), 13), planStump(off(foot, 34, -16), 8)],
  };
}

function planFossa(jitter: Jitter): Tube {
  const axis = smooth([
    { x: 736 + jitter(16), y: 610 },
    { x: 704 + jitter(14), y: 480 },
    { x: 652 + jitter(12), y: 316 },
    { x: 610 + jitter(16), y: 120 },
    { x: 590 + jitter(20), y: -160 },
  ]);
  return tube(axis, (t) => 40 + 84 * Math.sin((Math.min(t / 0.34, 1) * Math.PI) / 2) - 8 * t);
}

function planLine(bed: Tube, level: number, { tilt, sag }: Hold): Tube {
  const left = pointOn(bed, level - tilt, -0.98);
  const right = pointOn(bed, level + tilt, 0.98);
  const middle = along(bed.path, level);
  const line = smooth([
    left,
    off(mix(left, middle, 0.55), 0, sag * 0.8),
    off(middle, 0, sag),
    off(mix(middle, right, 0.55), 0, sag * 0.7),
    right,
  ]);
  return tube(line, (t) => 17 + 9 * Math.sin(Math.PI * t));
}

function planGallbladder({ wall }: ProcedureFacts, bed: Tube, level: number, line: Path, moved: Point) {
  const [left, right] = [along(line, 0), along(line, 1)];
  const neck = off(left, moved.x - 204, moved.y - 104);
  const swell = { thin: 0, tense: 22, thickened: 0, inflamed: 10 }[wall];
  const gallbladder = [
    ...slice(line, 1, 0, 20),
    // The free part: its lower border, round the neck, and up to the fundus.
    ...smooth([
      off(left, 0, 0),
      off(left, -70, 8 + swell * 0.5),
      off(mix(left, neck, 0.66), 0, 42 + swell * 0.4),
      off(neck, 18, 33),
      off(neck, -24, 10),
      off(neck, -14, -26),
      off(neck, 46, -70 - swell * 0.4),
      off(neck, 116 - swell, -150),
      { x: neck.x + 140 - swell, y: -240 },
    ]),
    // The part that still lies on the liver, down to the line's other end.
    ...smooth([
      { x: 716, y: -220 },
      pointOn(bed, Math.min(level + 0.3, 1), 1.06),
      pointOn(bed, level + 0.12, 1.08),
      off(right, 0, 0),
    ]),
  ];
  const axis = smooth([neck, off(mix(neck, left, 0.5), 0, -50), off(left, 10, -170), { x: 560, y: -190 }]);
  return { gallbladder, gallbladderAxis: tube(axis, (t) => 22 + 100 * Math.min(t * 1.6, 1)), neck };
}

function planLiver(jitter: Jitter): Path {
  return smooth(
    [
      { x: -300, y: -300 },
      { x: 1600, y: -300 },
      { x: 1600, y: 560 + jitter(30) },
      { x: 1120, y: 640 + jitter(20) },
      { x: 900, y: 700 },
      { x: 640, y: 690 },
      { x: 460 + jitter(20), y: 610 },
      { x: 240, y: 560 + jitter(30) },
      { x: -300, y: 520 },
    ],
    true,
  );
}

function planLigament(foot: Point, jitter: Jitter): Path {
  return [
    ...smooth([
      { x: -300, y: 590 },
      { x: 60, y: 606 + jitter(14) },
      { x: 380, y: 676 + jitter(10) },
      off(foot, -150, 36),
      off(foot, -20, 4),
      off(foot, 120, 14),
      { x: foot.x + 300, y: 668 + jitter(16) },
      { x: 1400, y: 690 },
    ]),
    { x: 1400, y: 960 },
    { x: -300, y: 960 },
  ];
}

function planStump(end: Point, half: number): Tube {
  return tube(smooth([end, off(end, 22, 34), off(end, 40, 110)]), () => half);
}
