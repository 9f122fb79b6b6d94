import type { PhaseFacts, SceneFacts, Structure } from "@/demo/scene/facts";
import { seeded } from "@/demo/scene/random";
import type { Clip, Ellipsoid, Film, Strand, Tissue, Tube } from "./field";
import { TISSUES } from "./field";
import type { Organs } from "./lay-anatomy";
import { alongTube, cutTube, distanceToTube, tubeLength } from "./tube";
import { add, cross, distance, lerp, normalize, scale, subtract, type Vec3 } from "./vector";

/** How near to the common bile duct nothing counts as clear of it, millimetres. */
const CLEARANCE = 4.5;
/** How near to a divided artery's cut no fibre hangs, millimetres: its ends have drawn back. */
const CUT_FREE = 4;

/** What the dissection has made of Calot's triangle in phases A to C, and left of it in D. */
export type Dissection = {
  /** Front corners: neck, junction, common hepatic duct, liver. The tissue hangs between them. */
  readonly corners: readonly [Vec3, Vec3, Vec3, Vec3];
  readonly fibrofattyTissue: readonly Vec3[];
  readonly tissueThickness: number;
  readonly openings: readonly Ellipsoid[];
  readonly window: readonly Vec3[];
  readonly bareDuctSegment: Tube | null;
  readonly bareArterySegment: Tube | null;
  readonly strands: readonly Strand[];
  readonly films: readonly Film[];
  readonly clips: readonly Clip[];
  readonly tubes: readonly { readonly tissue: Tissue; readonly tube: Tube }[];
};

const WHOLE: Structure = { clips: 0, divided: false };

function structuresOf(state: PhaseFacts): { duct: Structure; artery: Structure } {
  if (state.phase === "C") return { duct: state.duct, artery: state.artery };
  if (state.phase === "B") return { duct: WHOLE, artery: state.artery };
  if (state.phase === "A") return { duct: WHOLE, artery: WHOLE };
  return { duct: { clips: 2, divided: true }, artery: { clips: 2, divided: true } };
}

/** How far the triangle is cleared: 0 closed, 1 the two structures stand free. */
function clearance(state: PhaseFacts): number {
  if (state.phase === "A") return 0;
  return state.phase === "B" ? 0.12 + 0.8 * state.opened : 1;
}

export function dissect(scene: SceneFacts, organs: Organs): Dissection {
  const { procedure, state } = scene;
  const random = seeded(`${procedure.video}/dissection`);
  const cleared = clearance(state);
  const { cysticDuct: duct, cysticArtery: artery, junction } = organs;
  const neck = duct[0]!.at;
  const high = alongTube(organs.commonBileDuct, 0.2).at;
  const roof = add(organs.infundibulum.at, [
    organs.infundibulum.radius * 0.5,
    organs.infundibulum.radius + 3,
    -4,
  ]);
  const corners = [
    add(neck, [-4.5, -3.5, -0.5]),
    add(junction, [0, -5, -0.5]),
    add(high, [1, 0, 1]),
    roof,
  ] as const;
  const tissueThickness = { lean: 3, moderate: 4, abundant: 5.2 }[procedure.fat];

  const front = (point: Vec3, by = tissueThickness): Vec3 => add(point, [0, 0, by]);
  const fibrofattyTissue = [
    ...[0.05, 0.25, 0.5, 0.75, 0.95].map((share) => front(alongTube(duct, share).at)),
    ...[0.8, 0.45, 0.1].map((share) => front(lerp(corners[2], junction, share))),
    front(lerp(corners[2], roof, 0.6)),
    front(roof),
    front(lerp(roof, neck, 0.55)),
  ];

  const openings = cleared === 0 ? [] : openTissue(cleared, duct, artery, random.between(-1, 1));
  const bareDuctSegment = barePart(duct, openings, organs.commonBileDuct);
  const bareArterySegment = barePart(artery, openings, organs.commonBileDuct);
  const window = openings.length === 0 ? [] : outline(openings[0]!, front(lerp(neck, junction, 0.4))[2]);

  const { duct: ductState, artery: arteryState } = structuresOf(state);
  const ductClips = setClips("duct", ductState, duct, bareDuctSegment, false);
  const arteryClips = setClips("artery", arteryState, artery, bareArterySegment, true);
  const tubes = [
    ...divide(duct, ductState, ductClips.cut).map((tube) => ({ tissue: TISSUES.cysticDuct, tube })),
    ...divide(artery, arteryState, arteryClips.cut).map((tube) => ({ tissue: TISSUES.cysticArtery, tube })),
    ...(state.phase === "D" ? [] : organs.arteryBranches).map((tube) => ({
      tissue: TISSUES.cysticArtery,
      tube,
    })),
  ];
  const gone = state.phase === "D";
  return {
    corners,
    fibrofattyTissue,
    tissueThickness,
    openings,
    window,
    bareDuctSegment,
    bareArterySegment,
    strands:
      cleared > 0 && !gone
        ? spanStrands(scene, organs, cleared, tissueThickness).filter(
            ({ to }) =>
              !arteryState.divided || distance(to, alongTube(artery, arteryClips.cut).at) > CUT_FREE,
          )
        : [],
    films: cleared > 0 && cleared < 1 ? spanFilms(scene, organs, openings[0]!, tissueThickness, cleared) : [],
    clips: [...ductClips.clips, ...arteryClips.clips].filter(({ side }) => !gone || side === "stays"),
    tubes: gone ? tubes.filter(({ tube }) => tube !== tubes[0]?.tube && isPatientSide(tube, organs)) : tubes,
  };
}

/** Of the stumps, those that stay with the common bile duct. */
function isPatientSide(tube: Tube, organs: Organs): boolean {
  const ends = [tube[0]!.at, tube.at(-1)!.at];
  return ends.some((end) => distanceToTube(organs.commonBileDuct, end) < 3);
}

/** Holes in the tissue: one between duct and artery that grows from the neck, then along either structure. */
function openTissue(cleared: number, duct: Tube, artery: Tube, skew: number): Ellipsoid[] {
  const between = lerp(
    alongTube(duct, 0.2 + 0.22 * cleared).at,
    alongTube(artery, 0.7 - 0.22 * cleared).at,
    0.5,
  );
  const openings: Ellipsoid[] = [
    {
      at: add(between, [skew * 0.8, 0.5, 0]),
      radii: [3 + 7.5 * cleared, 2.2 + 5.4 * cleared, 4 + 9 * cleared],
    },
    {
      at: add(alongTube(duct, 0.1 + 0.26 * cleared).at, [0, 0.6, 3.2]),
      radii: [2.4 + 6.5 * cleared, 1.2 + 3.2 * cleared, 4.6],
    },
  ];
  if (cleared > 0.35) {
    openings.push({
      at: add(alongTube(artery, 0.78 - 0.28 * cleared).at, [0, 0, 3]),
      radii: [1 + 6.5 * cleared, 1 + 3 * cleared, 5],
    });
  }
  if (cleared > 0.75) {
    // Behind and below the duct: it can be encircled.
    openings.push({ at: add(alongTube(duct, 0.22).at, [-1, -4.4, 0]), radii: [11, 6, 11] });
    openings.push({ at: add(alongTube(artery, 0.62).at, [-2, 5, -1]), radii: [7, 5, 9] });
  }
  return openings;
}

function outline({ at, radii }: Ellipsoid, z: number): Vec3[] {
  return Array.from({ length: 20 }, (_, index) => {
    const angle = (index / 20) * 2 * Math.PI;
    return [at[0] + radii[0] * Math.cos(angle), at[1] + radii[1] * Math.sin(angle), z];
  });
}

function isOpened(openings: readonly Ellipsoid[], point: Vec3): boolean {
  return openings.some(
    ({ at, radii }) =>
      Math.hypot(...([0, 1, 2] as const).map((axis) => (point[axis] - at[axis]) / radii[axis])) < 0.95,
  );
}

/** The longest stretch of a tube that lies bare and clear of the common bile duct; null for less than 2.5 mm. */
function barePart(tube: Tube, openings: readonly Ellipsoid[], commonBileDuct: Tube): Tube | null {
  const steps = 60;
  let best: [number, number] | null = null;
  let start: number | null = null;
  for (let step = 0; step <= steps + 1; step += 1) {
    const { at, radius } = alongTube(tube, step / steps);
    const facing = add(at, [0, 0, radius]);
    const bare =
      step <= steps && isOpened(openings, facing) && distanceToTube(commonBileDuct, at) - radius > CLEARANCE;
    if (bare) start ??= step;
    else if (start !== null) {
      if (!best || step - 1 - start > best[1] - best[0]) best = [start, step - 1];
      start = null;
    }
  }
  if (!best || ((best[1] - best[0]) / steps) * tubeLength(tube) < 2.5) return null;
  return cutTube(tube, best[0] / steps, best[1] / steps);
}

/** Clips over the bare part; `fromPatient`: the tube begins at the patient's side. */
function setClips(
  on: Clip["on"],
  { clips }: Structure,
  tube: Tube,
  bare: Tube | null,
  fromPatient: boolean,
): { clips: Clip[]; cut: number } {
  const place = bare ?? cutTube(tube, 0.25, 0.75);
  const shares = (fromPatient ? [0.12, 0.34, 0.84] : [0.88, 0.66, 0.16]).slice(0, clips);
  const middle = alongTube(place, fromPatient ? 0.6 : 0.4).at;
  return {
    clips: shares.map((share, index) => {
      const { at, radius, direction } = alongTube(place, share);
      // Across the tube as the scope sees it, each clip turned slightly otherwise.
      const towards = normalize([0.15, 0.35, 1 - index * 0.2]);
      const legs = normalize(cross(direction, towards));
      return {
        on,
        side: index < 2 ? "stays" : "goes",
        at,
        along: direction,
        legs,
        reach: radius + 1.9,
      };
    }),
    cut: shareNearest(tube, middle),
  };
}

function shareNearest(tube: Tube, point: Vec3): number {
  const steps = 80;
  let best = { share: 0.5, far: Number.POSITIVE_INFINITY };
  for (let step = 0; step <= steps; step += 1) {
    const { at } = alongTube(tube, step / steps);
    const far = Math.hypot(...subtract(at, point));
    if (far < best.far) best = { share: step / steps, far };
  }
  return best.share;
}

/** A divided tube's ends draw back and narrow. */
function divide(tube: Tube, { divided }: Structure, cut: number): Tube[] {
  if (!divided) return [tube];
  const gap = 1.4 / tubeLength(tube);
  const ends = [cutTube(tube, 0, cut - gap, 5), cutTube(tube, cut + gap, 1, 5)];
  return ends.map((part, index) =>
    part.map(({ at, radius }, point) => ({
      at,
      radius: point === (index === 0 ? 5 : 0) ? radius * 0.82 : radius,
    })),
  );
}

/** Fibres that still cross the window, from the gallbladder's side to the ligament's. */
function spanStrands(scene: SceneFacts, organs: Organs, cleared: number, thickness: number): Strand[] {
  const random = seeded(`${scene.procedure.video}/strands`);
  const count = Math.round((1 - cleared) * 16) + (cleared >= 1 ? 2 : 3);
  return Array.from({ length: count }, () => {
    const share = random.between(0.08, 0.3 + 0.4 * cleared);
    const a = alongTube(organs.cysticDuct, share);
    const b = alongTube(organs.cysticArtery, Math.min(1 - share - random.between(0.05, 0.25), 0.72));
    const off = (by: number): Vec3 => [
      random.between(-by, by),
      random.between(-by, by),
      random.between(-2, thickness * 0.7),
    ];
    return {
      from: add(a.at, off(1)),
      to: add(b.at, add(off(1.6), [0, 1, 0])),
      radius: random.between(0.1, 0.34),
      sag: random.between(-0.8, 0.8),
    };
  });
}

/** Webs of areolar tissue in the window, at several depths. */
function spanFilms(
  scene: SceneFacts,
  organs: Organs,
  hole: Ellipsoid,
  thickness: number,
  cleared: number,
): Film[] {
  const random = seeded(`${scene.procedure.video}/films`);
  const along = normalize(subtract(organs.junction, organs.cysticDuct[0]!.at));
  const across = normalize(cross([0, 0, 1], along));
  return [-0.8, 0, 0.7].map((depth, index) => {
    const u = scale(across, hole.radii[1] * 2.6);
    const v = scale(along, hole.radii[0] * 2.6);
    const middle = add(hole.at, [0, 0, depth * thickness]);
    return {
      origin: subtract(middle, scale(add(u, v), 0.5)),
      u: add(u, [0, 0, random.between(-2, 2)]),
      v: add(v, [0, 0, random.between(-2, 2)]),
      kind: "areolar" as const,
      density: (0.8 - 0.2 * index) * (1.1 - 0.7 * cleared),
      seed: random.between(0, 100),
    };
  });
}
