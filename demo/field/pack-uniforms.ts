import { sceneSeed } from "@/demo/scene/facts";
import { seeded } from "@/demo/scene/random";
import { type Field, type Instrument, type Stain, TISSUES, type Tube } from "./field";
import { distance, lerp, type Vec3 } from "./vector";

/** A uniform of the shaders by its GLSL type; arrays are laid end to end. */
type Uniform = {
  readonly type: "float" | "vec2" | "vec3" | "vec4" | "int" | "ivec4";
  readonly value: readonly number[];
};
type Uniforms = Readonly<Record<string, Uniform>>;

const KINDS: Readonly<Record<Instrument["kind"], number>> = {
  hook: 0,
  dissector: 1,
  "clip applier": 2,
  scissors: 3,
  grasper: 4,
};
const STAINS: Readonly<Record<Stain["kind"], number>> = { blood: 0, char: 1, bile: 2, raw: 3 };

/** The shaders' most: GLSL arrays have a fixed size. */
const MOST = {
  knots: 112,
  tubes: 10,
  omentum: 4,
  openings: 6,
  strands: 24,
  instruments: 3,
  clips: 8,
  stains: 16,
  films: 6,
};

/** Everything of the field that the shaders take in. @throws RangeError when there is more than they have room for */
export function packUniforms(field: Field): Uniforms {
  const { camera, anatomy, materials, lens } = field;
  const tubes = [
    { tissue: TISSUES.gallbladder, tube: anatomy.gallbladder },
    { tissue: TISSUES.hepatoduodenalLigament, tube: anatomy.ligament },
    { tissue: TISSUES.duodenum, tube: field.duodenum },
    // Not drawn itself: the ligament covers it, and it shows through.
    { tissue: TISSUES.hepatoduodenalLigament, tube: anatomy.commonBileDuct },
    ...field.tubes.filter(({ tissue }) => tissue !== TISSUES.gallbladder),
  ];
  const bed = bedOf(field);
  const random = seeded(sceneSeed(field.scene, "lamp"));
  return {
    uEye: vec("vec3", [camera.at]),
    uForward: vec("vec3", [camera.forward]),
    uRight: vec("vec3", [camera.right]),
    uUp: vec("vec3", [camera.up]),
    uTangent: float(camera.tangent),
    uDistortion: float(camera.distortion),
    uReach: float(lens.focus),
    uExposure: float(lens.exposure),
    uLampOffset: vec("vec3", [[random.between(-1, 1), 3.4, 0]]),
    ...packTubes(tubes),
    uLiverAt: vec(
      "vec3",
      field.liver.map(({ at }) => at),
    ),
    uLiverRadii: vec(
      "vec3",
      field.liver.map(({ radii }) => radii),
    ),
    ...counted("uOmentumCount", MOST.omentum, field.omentum, {
      uOmentumAt: vec(
        "vec3",
        field.omentum.map(({ at }) => at),
      ),
      uOmentumRadii: vec(
        "vec3",
        field.omentum.map(({ radii }) => radii),
      ),
    }),
    uCorners: vec("vec3", field.corners),
    uCoverFrom: vec("vec4", [[...field.cover.from, field.cover.radius]]),
    uCoverTo: vec("vec3", [field.cover.to]),
    uFoldFrom: vec("vec4", [[...field.heldFold.from, field.heldFold.radius]]),
    uFoldTo: vec("vec3", [field.heldFold.to]),
    uThickness: float(field.tissueThickness),
    ...counted("uOpeningCount", MOST.openings, field.openings, {
      uOpeningAt: vec(
        "vec3",
        field.openings.map(({ at }) => at),
      ),
      uOpeningRadii: vec(
        "vec3",
        field.openings.map(({ radii }) => radii),
      ),
    }),
    ...counted("uStrandCount", MOST.strands, field.strands, {
      uStrandFrom: vec(
        "vec4",
        field.strands.map(({ from, radius }) => [...from, radius]),
      ),
      uStrandTo: vec(
        "vec4",
        field.strands.map(({ to, sag }) => [...to, sag]),
      ),
    }),
    uStrandBound: vec("vec4", [
      sphereAround(
        field.strands.flatMap(({ from, to }) => [from, to]),
        1.5,
      ),
    ]),
    uBed: vec("vec4", [bed.line]),
    uBedWidth: float(bed.width),
    uRawSide: vec("vec3", [bed.width > 0 ? [0.15, -0.86, 0.49] : [0, 0, 0]]),
    uRawFrom: float(0.16),
    uPlaneBlend: float(bed.width > 0 ? 7 : 3),
    uPouch: vec("vec3", [anatomy.infundibulum.at]),
    ...counted("uInstrumentCount", MOST.instruments, field.instruments, {
      uInstrumentKind: { type: "int", value: field.instruments.map(({ kind }) => KINDS[kind]) },
      uInstrumentTip: vec(
        "vec3",
        field.instruments.map(({ tip }) => tip),
      ),
      uInstrumentBack: vec(
        "vec3",
        field.instruments.map(({ back }) => back),
      ),
      uInstrumentSide: vec(
        "vec3",
        field.instruments.map(({ side }) => side),
      ),
      uInstrumentOpening: { type: "float", value: field.instruments.map(({ opening }) => opening) },
    }),
    ...counted("uClipCount", MOST.clips, field.clips, {
      uClipAt: vec(
        "vec4",
        field.clips.map(({ at, reach }) => [...at, reach]),
      ),
      uClipAlong: vec(
        "vec3",
        field.clips.map(({ along }) => along),
      ),
      uClipLegs: vec(
        "vec3",
        field.clips.map(({ legs }) => legs),
      ),
    }),
    uPolymer: int(field.scene.procedure.clips === "polymer" ? 1 : 0),
    ...counted("uStainCount", MOST.stains, field.stains, {
      uStainAt: vec(
        "vec4",
        field.stains.map(({ at, radius }) => [...at, radius]),
      ),
      uStainHow: vec(
        "vec2",
        field.stains.map(({ kind, strength }) => [STAINS[kind], strength]),
      ),
    }),
    ...counted("uFilmCount", MOST.films, field.films, {
      uFilmOrigin: vec(
        "vec3",
        field.films.map(({ origin }) => origin),
      ),
      uFilmU: vec(
        "vec3",
        field.films.map(({ u }) => u),
      ),
      uFilmV: vec(
        "vec3",
        field.films.map(({ v }) => v),
      ),
      uFilmHow: vec(
        "vec3",
        field.films.map(({ kind, density, seed }) => [kind === "areolar" ? 0 : 1, density, seed]),
      ),
    }),
    uSteatosis: float(materials.steatosis),
    uCommonDuctShows: float(materials.commonDuctShows),
    uCongestion: float(materials.congestion),
    uInflammation: float(materials.inflammation),
    uWallThickness: float(materials.wallThickness),
    uWallWarmth: float(materials.wallWarmth),
    uFatColour: float(materials.fatColour),
    uWetness: float(materials.wetness),
    uPool: vec("vec4", [field.pool ? [...field.pool.normal, field.pool.level] : [0, 0, 0, 0]]),
    uFocus: float(lens.focus),
    uWarmth: float(lens.warmth),
    uSmoke: float(lens.smoke),
    uSensorNoise: float(lens.noise),
    uSeed: float(random.between(1, 50)),
  };
}

const float = (value: number): Uniform => ({ type: "float", value: [value] });
const int = (value: number): Uniform => ({ type: "int", value: [value] });
const vec = (type: "vec2" | "vec3" | "vec4", rows: readonly (readonly number[])[]): Uniform => ({
  type,
  value: rows.flat(),
});

function counted(name: string, most: number, list: readonly unknown[], uniforms: Uniforms): Uniforms {
  if (list.length > most) throw new RangeError(`${name}: ${list.length}, and there is room for ${most}.`);
  return { [name]: int(list.length), ...uniforms };
}

function packTubes(tubes: Field["tubes"]): Uniforms {
  const knots = tubes.flatMap(({ tube }) => tube.map(({ at, radius }) => [...at, radius]));
  if (knots.length > MOST.knots)
    throw new RangeError(`${knots.length} knots, and there is room for ${MOST.knots}.`);
  let first = 0;
  const rows = tubes.map(({ tissue, tube }) => {
    first += tube.length;
    return [first - tube.length, tube.length, tissue, 0];
  });
  return {
    uKnots: vec("vec4", knots),
    uTubes: { type: "ivec4", value: rows.flat() },
    uTubeBounds: vec(
      "vec4",
      tubes.map(({ tube }) => sphereOf(tube)),
    ),
    ...counted("uTubeCount", MOST.tubes, tubes, {}),
  };
}

function sphereOf(tube: Tube): number[] {
  return sphereAround(
    tube.map(({ at }) => at),
    Math.max(...tube.map(({ radius }) => radius)),
  );
}

/** A sphere around points, its centre in the middle of their box, with `margin` to spare. */
function sphereAround(points: readonly Vec3[], margin: number): number[] {
  if (points.length === 0) return [0, 0, -1000, 0];
  const edge = (axis: 0 | 1 | 2, pick: typeof Math.min) => pick(...points.map((point) => point[axis]));
  const low: Vec3 = [edge(0, Math.min), edge(1, Math.min), edge(2, Math.min)];
  const high: Vec3 = [edge(0, Math.max), edge(1, Math.max), edge(2, Math.max)];
  const middle = lerp(low, high, 0.5);
  return [...middle, Math.max(...points.map((point) => distance(point, middle))) + margin];
}

/** The bared bed as a line on the liver, from the neck to the present plane. */
function bedOf({ anatomy }: Field): { line: number[]; width: number } {
  const { areolarLine, liverBed } = anatomy;
  if (areolarLine.length === 0) return { line: [0, 0, 0, 1], width: 0 };
  const hinge = areolarLine[Math.floor(areolarLine.length / 2)]!;
  const low = liverBed.reduce((a, b) => (b[1] < a[1] ? b : a));
  const half = (areolarLine.at(-1)![0] - areolarLine[0]![0]) / 2;
  return { line: [(low[0] + hinge[0]) / 2, low[1] + half * 0.55, hinge[0], hinge[1]], width: half };
}
