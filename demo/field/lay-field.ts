import { FRAME, type SceneFacts, sceneSeed } from "@/demo/scene/facts";
import { seeded } from "@/demo/scene/random";
import { aimCamera, type Camera } from "./camera";
import { type Field, type Film, type Instrument, type Lens, type Materials, TISSUES } from "./field";
import { layOrgans, type Organs } from "./lay-anatomy";
import { type LiftedBed, liftGallbladder } from "./lay-bed";
import { placeInstruments } from "./lay-instruments";
import { layStains } from "./lay-stains";
import { dissect } from "./lay-triangle";
import { alongTube } from "./tube";
import { add, distance, lerp, scale, subtract, type Vec3 } from "./vector";

/** Lays out the operative field of a scene: pure, and the same for the same facts. */
export function layField(scene: SceneFacts): Field {
  const organs = layOrgans(scene);
  const { state } = scene;
  const bed = state.phase === "D" ? liftGallbladder(scene, organs, state.freed) : null;
  const dissection = dissect(scene, organs);
  const work: Vec3 = bed ? add(bed.hinge, [0, 0, 6]) : middleOf(organs);
  const junction = {
    at: add(organs.cysticDuct[0]!.at, [3, 2.6, dissection.tissueThickness] as Vec3),
    radius: 6,
  };
  const about = bed ? bed.areolarLine : [junction.at, alongTube(organs.cysticDuct, 0.5).at];
  const camera = lookAt(scene, work, bed !== null, about);
  const instruments = placeInstruments(scene, organs, dissection, bed);
  return {
    scene,
    camera,
    anatomy: {
      gallbladder: bed?.gallbladder ?? organs.gallbladder,
      infundibulum: bed?.infundibulum ?? organs.infundibulum,
      cysticDuct: organs.cysticDuct,
      junction: organs.junction,
      cysticArtery: organs.cysticArtery,
      arteryBranches: organs.arteryBranches,
      commonBileDuct: organs.commonBileDuct,
      ligament: organs.ligament,
      fibrofattyTissue: bed ? [] : dissection.fibrofattyTissue,
      window: bed ? [] : dissection.window,
      ductArteryJunction: junction,
      bareDuctSegment: bed ? null : dissection.bareDuctSegment,
      bareArterySegment: bed ? null : dissection.bareArterySegment,
      areolarLine: bed?.areolarLine ?? [],
      liverBed: bed?.liverBed ?? [],
    },
    liver: organs.liver,
    omentum: organs.omentum,
    duodenum: organs.duodenum,
    corners: dissection.corners,
    tissueThickness: bed ? 0 : dissection.tissueThickness,
    cover: {
      from: organs.cysticDuct[0]!.at,
      to: alongTube(organs.cysticDuct, 0.45).at,
      radius: bed ? 0 : dissection.tissueThickness + 0.4,
    },
    heldFold: foldAt(instruments, bed?.infundibulum.at ?? organs.infundibulum.at),
    openings: dissection.openings,
    strands: bed?.strands ?? dissection.strands,
    films: [...(bed?.films ?? dissection.films), ...adhesions(scene, organs)],
    pool: scene.hindrance === "fluid" ? POOL : null,
    clips: dissection.clips,
    instruments,
    stains: layStains(scene, organs, dissection, bed),
    tubes: [
      { tissue: TISSUES.gallbladder, tube: bed?.gallbladder ?? organs.gallbladder },
      ...dissection.tubes,
    ],
    materials: soak(scene),
    lens: grind(scene, camera, work, bed),
  };
}

/** Patients lie head up: the lowest place is behind and below the liver. */
const POOL: NonNullable<Field["pool"]> = { normal: [0, 0.5, 0.866], level: -24 };

/** Veils between the pouch and what lies below it. */
function adhesions({ state, procedure }: SceneFacts, organs: Organs): Film[] {
  if (state.phase !== "A" || state.adhesions !== "filmy") return [];
  const random = seeded(`${procedure.video}/adhesions`);
  const { at, radius } = organs.infundibulum;
  return [0, 1, 2].map((index) => {
    const foot = alongTube(organs.ligament, 0.42 + 0.09 * index);
    const origin = add(foot.at, [-foot.radius * 0.75, random.between(-2, 2), foot.radius * 0.6]);
    const top = add(at, [random.between(-1, 3), -radius * 0.8, radius * 0.35 - 2 * index]);
    return {
      origin,
      u: subtract(top, origin),
      v: [-random.between(5, 8), -random.between(4, 7), random.between(-1, 1)] as Vec3,
      kind: "peritoneum" as const,
      density: random.between(0.6, 0.9),
      seed: random.between(0, 100),
    };
  });
}

/** A tent of the wall, drawn up between the grasper's jaws. */
function foldAt(instruments: readonly Instrument[], pouch: Vec3): Field["heldFold"] {
  const grasper = instruments.find(({ kind }) => kind === "grasper");
  if (!grasper) return { from: pouch, to: pouch, radius: 0 };
  return { from: lerp(pouch, grasper.tip, 0.5), to: add(grasper.tip, scale(grasper.back, 7)), radius: 3.4 };
}

/** Between pouch and duct, and so more to the left or lower down where the duct is. */
function middleOf({ infundibulum, cysticDuct }: Organs): Vec3 {
  const [x, y] = lerp(infundibulum.at, alongTube(cysticDuct, 0.5).at, 0.6);
  return [x, y + 1, 3];
}

/** Where what a frame is about has to lie: shares of the frame's width and height, from each side. */
const INSET = { across: 0.12, down: 0.03 };

/**
 * The camera is held by hand: where it looks differs by procedure, and a little by frame; less far where `about`,
 * what the frame is about, would leave the picture.
 */
function lookAt(scene: SceneFacts, work: Vec3, bed: boolean, about: readonly Vec3[]): Camera {
  const steady = seeded(`${scene.procedure.video}/camera`);
  const hand = seeded(sceneSeed(scene, "camera"));
  const away = { close: 43, usual: 52, far: 64 }[scene.camera] + steady.between(-3, 3) + hand.between(-2, 2);
  const from: Vec3 = [
    steady.between(-8, 12) + hand.between(-2.5, 2.5),
    (bed ? -20 : -12) + steady.between(-6, 6) + hand.between(-2, 2),
    away,
  ];
  // Where the work lies in the picture must not give the answer away: the hand wanders, in wide images further.
  const [across, down] = { round: [9, 7], cropped: [12, 8], full: [15, 9] }[scene.procedure.view] as [
    number,
    number,
  ];
  const span = away / 52;
  const off: Vec3 = [
    (steady.between(-0.6, 0.6) + hand.between(-0.9, 0.9)) * across * span,
    (steady.between(-0.5, 0.5) + hand.between(-0.9, 0.9)) * down * span,
    0,
  ];
  const roll = steady.between(-0.24, 0.24) + hand.between(-0.04, 0.04);
  const lookOff = (share: number): Camera =>
    aimCamera({
      at: add(work, from),
      target: add(work, scale(off, share)),
      roll,
      tangent: 0.5,
      distortion: 0.06,
    });
  const wide = [1, 0.8, 0.6, 0.4, 0.2].map(lookOff).find((camera) => shows(camera, about));
  return wide ?? lookOff(0);
}

function shows(camera: Camera, points: readonly Vec3[]): boolean {
  const { width, height } = FRAME;
  return points.every((point) => {
    const { x, y } = camera.project(point);
    return (
      Math.abs(x - width / 2) <= (0.5 - INSET.across) * width &&
      Math.abs(y - height / 2) <= (0.5 - INSET.down) * height
    );
  });
}

function soak({ procedure }: SceneFacts): Materials {
  const random = seeded(`${procedure.video}/materials`);
  return {
    steatosis: procedure.liver === "steatotic" ? random.between(0.7, 1) : random.between(0, 0.25),
    commonDuctShows: { visible: 0.85, veiled: 0.4, hidden: 0 }[procedure.commonDuct],
    congestion: procedure.liver === "congested" ? random.between(0.7, 1) : random.between(0, 0.25),
    inflammation:
      procedure.wall === "inflamed"
        ? random.between(0.7, 1)
        : random.between(0, procedure.wall === "thickened" ? 0.45 : 0.2),
    wallThickness: { thin: 0, tense: 0.25, thickened: 0.9, inflamed: 0.8 }[procedure.wall],
    wallWarmth:
      { thin: 0.1, tense: 0.3, thickened: 0.75, inflamed: 0.9 }[procedure.wall] + random.between(-0.1, 0.1),
    fatColour: random.between(0, 1),
    wetness: random.between(0.5, 1),
  };
}

function grind(scene: SceneFacts, camera: Camera, work: Vec3, bed: LiftedBed | null): Lens {
  const random = seeded(`${scene.procedure.video}/lens`);
  const { view } = scene.procedure;
  const radius = { round: 0.497, cropped: 0.62, full: 0 }[view] * FRAME.height;
  const shift = random.between(-30, 30);
  return {
    circle: view === "full" ? null : { x: FRAME.width / 2 + shift, y: FRAME.height / 2, radius },
    exposure: random.between(0.9, 1.12) * (bed ? 1.05 : 1),
    warmth: random.between(-0.6, 0.8),
    smoke: scene.hindrance === "smoke" ? random.between(0.5, 0.9) : 0,
    noise: random.between(0.6, 1),
    focus: distance(camera.at, work),
  };
}
