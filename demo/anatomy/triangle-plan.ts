import type { Point } from "@/lib/domain/geometry";
import type { ProcedureFacts } from "../scene/facts";
import { seeded } from "../scene/random";
import { along, mix, off, type Path, pointOn, points, slice, smooth, type Tube, tube } from "./path";

/**
 * The anatomy of phases A to C: the gallbladder held up and to the side, Calot's triangle
 * in the middle, the hepatoduodenal ligament below it. In units of the plan, or in pixels once projected.
 */
export type TrianglePlan = {
  /** The right lobe, behind the gallbladder, and the quadrate lobe, whose lower edge is `liverEdge`. */
  readonly rightLobe: Path;
  readonly quadrateLobe: Path;
  readonly liverEdge: Path;
  /** The cystic plate along the gallbladder's attachment: the liver bed. */
  readonly bed: Path;
  /** From the fundus, out of view above, to the neck. */
  readonly gallbladder: Tube;
  /** Hartmann's pouch, where the grasper holds. */
  readonly pouch: Point;
  /** From the neck to the common bile duct. */
  readonly cysticDuct: Tube;
  /** From the gallbladder's wall to where it leaves the right hepatic artery. */
  readonly cysticArtery: Tube;
  /** The artery's branches on the gallbladder's wall. */
  readonly arteryBranches: readonly Tube[];
  /** Common hepatic duct and common bile duct, from the porta down. */
  readonly commonDuct: Tube;
  /** Calot's triangle as a surface: cystic duct, common hepatic duct, liver edge. */
  readonly triangle: Path;
  /** Its upper border, under the liver: from the gallbladder to the porta. */
  readonly roof: readonly [Point, Point, Point];
  /** The hepatoduodenal ligament's outline. */
  readonly ligament: Path;
  readonly duodenum: Path;
  /** The upper border of the omentum at the bottom of the view. */
  readonly omentum: Path;
};

/** A number within `reach` of 0 either way: one patient's own. */
type Jitter = (reach: number) => number;

/**
 * The anatomy about Calot's triangle, of one patient, on a plan of 1280 by 720 units; what reaches beyond
 * these is for a camera that turns and draws back. `sag` units: how far the neck hangs for want of traction.
 */
export function planTriangle(facts: ProcedureFacts, sag: number): TrianglePlan {
  // A seed an organ: changing the one leaves the others where they are.
  const of = (organ: string): Jitter => {
    const random = seeded(`${facts.video}/anatomy/${organ}`);
    return (reach) => random.between(-reach, reach);
  };
  const neck = neckOf(of("neck"), sag);
  const gallbladder = planGallbladder(facts, neck, of("gallbladder"));
  const ducts = planDucts(facts, neck, gallbladder, of("ducts"));
  const artery = planArtery(facts, gallbladder, ducts.commonDuct, of("artery"));
  const surfaces = planSurfaces(gallbladder, neck, ducts);
  return {
    gallbladder,
    pouch: pointOn(gallbladder, 0.8, 0.72),
    cysticDuct: ducts.cysticDuct,
    commonDuct: ducts.commonDuct,
    ...artery,
    ...surfaces,
    ...planLiver(gallbladder, ducts.porta, of("liver")),
    omentum: planOmentum(facts, of("omentum")),
  };
}

function neckOf(jitter: Jitter, sag: number): Point {
  return { x: 588 + jitter(10), y: 404 + jitter(8) + sag };
}

function planGallbladder({ pouch, wall }: ProcedureFacts, neck: Point, jitter: Jitter): Tube {
  const bulge = pouch === "prominent" ? 1 : 0;
  const swell = { thin: 0, tense: 16, thickened: 2, inflamed: 8 }[wall];
  const axis = smooth([
    ...points([392 + jitter(30), -170], [418 + jitter(22), 0], [446 + jitter(12), 150]),
    off(neck, -118 - 8 * bulge, -124),
    off(neck, -52, -44),
    neck,
  ]);
  const girth = [
    [0, 112 + swell],
    [0.34, 124 + swell],
    [0.58, 112 + swell * 0.8],
    [0.76, 84 + 14 * bulge + swell * 0.4],
    [0.89, 46 + 8 * bulge],
    [0.97, 21],
    [1, 17],
  ] as const;
  return tube(axis, (t) => eased(t, girth));
}

type Ducts = {
  readonly cysticDuct: Tube;
  readonly commonDuct: Tube;
  /** Where cystic and common duct join. */
  readonly join: Point;
  /** Where the common hepatic duct leaves the liver. */
  readonly porta: Point;
};

function planDucts({ duct }: ProcedureFacts, neck: Point, gallbladder: Tube, jitter: Jitter): Ducts {
  const length = { long: 34, short: -34, wide: 0 }[duct];
  const join = { x: 806 + length + jitter(10), y: 548 + length * 0.4 + jitter(10) };
  const bow = jitter(10);
  const between = (across: number, down: number): Point => ({
    x: neck.x + (join.x - neck.x) * across,
    y: neck.y + (join.y - neck.y) * down + bow,
  });
  const half = duct === "wide" ? 18 : 13;
  const cysticDuct = tube(
    smooth([pointOn(gallbladder, 0.985, 0), between(0.33, 0.24), between(0.68, 0.62), join]),
    // Widening to the neck, and uneven where the spiral valves are.
    (t) => half + 5 * (1 - t) ** 6 + 1.3 * Math.sin(t * 21),
  );
  const porta = { x: 918 + length * 0.5 + jitter(14), y: 316 + jitter(8) };
  const commonDuct = tube(
    smooth([
      porta,
      off(mix(porta, join, 0.42), 10, 0),
      join,
      { x: join.x - 14 + jitter(8), y: 650 },
      { x: join.x - 34 + jitter(14), y: 790 },
    ]),
    (t) => 21 + 5 * t,
  );
  return { cysticDuct, commonDuct, join, porta };
}

function planArtery({ artery }: ProcedureFacts, gallbladder: Tube, commonDuct: Tube, jitter: Jitter) {
  const low = { apart: 0, close: 34, branching: -4 }[artery];
  const start = off(pointOn(gallbladder, 0.86, -0.8), 0, low * 0.4);
  const origin = along(commonDuct.path, 0.2);
  const cysticArtery = tube(
    smooth([
      start,
      off(mix(start, origin, 0.3), 0, low * 0.7 + jitter(6) - 3),
      off(mix(start, origin, 0.66), 0, low * 0.7 + jitter(6) + 8),
      off(origin, -8, 16 + low * 0.5),
    ]),
    (t) => 6.6 + 1.8 * t,
  );
  const branch = (end: Point, bend: Point, half: number): Tube =>
    tube(smooth([start, off(mix(start, end, 0.5), bend.x, bend.y), end]), (t) => half * (1 - 0.7 * t));
  return {
    cysticArtery,
    arteryBranches: [
      branch(pointOn(gallbladder, 0.66, -0.5), { x: 10, y: 0 }, 3.4),
      branch(pointOn(gallbladder, 0.62, 0.15), { x: 0, y: 12 }, 2.8),
    ],
  };
}

/** Where the gallbladder's inner wall leaves the liver: the triangle's upper left corner. */
function cornerOf(gallbladder: Tube): Point {
  return pointOn(gallbladder, 0.8, -1);
}

function planSurfaces(gallbladder: Tube, neck: Point, { cysticDuct, commonDuct, join, porta }: Ducts) {
  const corner = cornerOf(gallbladder);
  const roof = [off(corner, 30, 0), off(corner, 96, -10), off(porta, -70, -14)] as const;
  const triangle = [
    ...slice(cysticDuct.path, 0.02, 1),
    ...slice(commonDuct.path, 0.52, 0.08).filter((point) => point.y < join.y),
    ...[...roof].reverse(),
  ];
  const ligament = smooth(
    [
      off(porta, 20, -60),
      off(porta, 96, 60),
      off(join, 190, -30),
      { x: join.x + 240, y: 640 },
      { x: join.x + 260, y: 840 },
      { x: 400, y: 840 },
      { x: 462, y: 640 },
      off(neck, -56, 104),
      off(neck, -52, 20),
      off(neck, -26, -52),
      off(corner, 6, -36),
      off(corner, 110, -66),
      off(porta, -100, -66),
    ],
    true,
    8,
  );
  const duodenum = smooth(
    [
      off(join, 150, 40),
      off(join, 190, -70),
      off(join, 330, -90),
      { x: 1440, y: 470 },
      { x: 1440, y: 820 },
      { x: join.x + 140, y: 820 },
    ],
    true,
    8,
  );
  return { roof, triangle, ligament, duodenum };
}

function planLiver(gallbladder: Tube, porta: Point, jitter: Jitter) {
  const wall = (t: number): Point => pointOn(gallbladder, t, -1);
  const corner = cornerOf(gallbladder);
  const liverEdge = smooth([
    wall(0.05),
    wall(0.45),
    off(corner, 8, -34),
    off(corner, 96, -28 + jitter(8)),
    off(porta, -70, -28 + jitter(8)),
    off(porta, 40, -8),
    off(porta, 190, 50 + jitter(20)),
    { x: 1420, y: porta.y + 130 + jitter(30) },
  ]);
  const lowerEdge = smooth([
    { x: 640, y: -180 },
    { x: 640, y: 300 },
    { x: 500, y: 452 + jitter(16) },
    { x: 340 + jitter(24), y: 520 + jitter(20) },
    { x: 150, y: 560 + jitter(24) },
    { x: -140, y: 590 },
  ]);
  const bed = [
    ...smooth([wall(0.1), wall(0.4), wall(0.62), off(corner, -2, -6), off(corner, 40, -8)]),
    ...smooth([off(corner, 62, -30), off(wall(0.62), 66, -10), off(wall(0.4), 60, 0), off(wall(0.1), 60, 0)]),
  ];
  return {
    liverEdge,
    quadrateLobe: [...liverEdge, ...points([1420, -180], [500, -180])],
    rightLobe: [...lowerEdge, { x: -140, y: -180 }],
    bed,
  };
}

function planOmentum({ fat }: ProcedureFacts, jitter: Jitter): Path {
  const level = { lean: 26, moderate: 0, abundant: -26 }[fat];
  return smooth(
    points(
      [-160, 566 + level + jitter(16)],
      [120, 560 + level + jitter(16)],
      [320, 592 + level + jitter(16)],
      [480, 606 + level + jitter(14)],
      [640, 622 + level * 0.6 + jitter(10)],
      [800, 640 + level * 0.4 + jitter(10)],
      [960, 590 + level + jitter(16)],
      [1120, 574 + level + jitter(18)],
      [1440, 560 + level + jitter(16)],
    ),
  );
}

/** The value at `t` on a curve that goes from stop to stop and is level at each. */
function eased(t: number, stops: readonly (readonly [at: number, value: number])[]): number {
  const after = Math.max(
    stops.findIndex(([at]) => at >= t),
    1,
  );
  const [[start, low], [end, high]] = [stops[after - 1]!, stops[after]!];
  const share = (t - start) / (end - start);
  return low + (high - low) * share * share * (3 - 2 * share);
}
