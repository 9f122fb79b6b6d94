import type { SceneFacts } from "@/demo/scene/facts";
import type { Camera } from "./camera";
import type { Vec3 } from "./vector";

/** A structure along a line: points in order with the half width there, in millimetres. */
export type Tube = readonly { readonly at: Vec3; readonly radius: number }[];

/**
 * The anatomy of the field, under the names that the definitions use. All in millimetres, all as it lies in
 * this frame. A structure may be covered: what can be seen of it is in the ids of `renderField`.
 */
type Anatomy = {
  /** From fundus to neck; in phase D as it hangs after being freed in part. */
  readonly gallbladder: Tube;
  /** Hartmann's pouch. */
  readonly infundibulum: { readonly at: Vec3; readonly radius: number };
  /** From the gallbladder's neck to `junction`. */
  readonly cysticDuct: Tube;
  /** Where the cystic duct joins the common hepatic duct. */
  readonly junction: Vec3;
  /** From its origin at the right hepatic artery (behind the common hepatic duct) to the gallbladder's wall. */
  readonly cysticArtery: Tube;
  /** Further branches, and a second artery where there is one. */
  readonly arteryBranches: readonly Tube[];
  /** Common hepatic and common bile duct in one: from the hilum down. */
  readonly commonBileDuct: Tube;
  /** The hepatoduodenal ligament that carries it. */
  readonly ligament: Tube;
  /**
   * The fibro-fatty tissue of Calot's triangle as a polygon on its front surface: neck, along the duct to the
   * common hepatic duct, up it to the liver, back along the liver to the gallbladder. Phases A to C.
   */
  readonly fibrofattyTissue: readonly Vec3[];
  /** The part of `fibrofattyTissue` that is opened (B, C); empty where none is. */
  readonly window: readonly Vec3[];
  /** The peritoneum over the beginning of duct and artery, at the gallbladder's neck: a patch of the front surface. */
  readonly ductArteryJunction: { readonly at: Vec3; readonly radius: number };
  /** The stretch of the duct that is free of tissue and clear of the common duct; null where none is bared. */
  readonly bareDuctSegment: Tube | null;
  readonly bareArterySegment: Tube | null;
  /** The plane of white areolar tissue between gallbladder and liver, as a line across the bed (D; else empty). */
  readonly areolarLine: readonly Vec3[];
  /** The bared bed below that line, as a polygon on the liver (D; else empty). */
  readonly liverBed: readonly Vec3[];
};

/** A clip set across a tube. */
export type Clip = {
  readonly on: "duct" | "artery";
  /** `stays`: on the patient's side; `goes`: on the gallbladder's. */
  readonly side: "stays" | "goes";
  readonly at: Vec3;
  /** Unit vectors: along the clipped tube, and along the clip's legs. */
  readonly along: Vec3;
  readonly legs: Vec3;
  /** How far the legs reach to each side, millimetres. */
  readonly reach: number;
};

export type InstrumentKind = "hook" | "dissector" | "clip applier" | "scissors" | "grasper";
export type Instrument = {
  readonly kind: InstrumentKind;
  readonly tip: Vec3;
  /** Unit vector from the tip back along the shaft. */
  readonly back: Vec3;
  /** Unit vector at a right angle to `back`: the side to which a hook bends and jaws open. */
  readonly side: Vec3;
  /** The jaws' half angle, radians; 0 for a hook. */
  readonly opening: number;
};

/** Something on the surfaces: a patch with ragged edges. */
export type Stain = {
  readonly kind: "blood" | "char" | "bile" | "raw";
  readonly at: Vec3;
  readonly radius: number;
  /** 0 to 1: from a tinge to a covering pool. */
  readonly strength: number;
};

/** A translucent sheet stretched between four corners, drawn as strands and film. */
export type Film = {
  readonly origin: Vec3;
  /** Along the pull. */
  readonly u: Vec3;
  /** Across it. */
  readonly v: Vec3;
  readonly kind: "areolar" | "peritoneum";
  /** 0 to 1. */
  readonly density: number;
  readonly seed: number;
};

/** A strand of tissue under tension. */
export type Strand = {
  readonly from: Vec3;
  readonly to: Vec3;
  readonly radius: number;
  readonly sag: number;
};

/** Colours and states of the tissues, each 0 to 1 unless told. */
export type Materials = {
  /** 0 healthy … */
  readonly steatosis: number;
  readonly congestion: number;
  readonly inflammation: number;
  readonly wallThickness: number;
  /** How plainly the common bile duct shows through the ligament's peritoneum. */
  readonly commonDuctShows: number;
  /** 0 grey-green and tense … 1 yellowish-pink. */
  readonly wallWarmth: number;
  /** How yellow the fat is. */
  readonly fatColour: number;
  readonly wetness: number;
};

export type Lens = {
  /** The image circle's centre in pixels, and its radius; null shows the whole frame. */
  readonly circle: { readonly x: number; readonly y: number; readonly radius: number } | null;
  readonly exposure: number;
  /** Colour of the light: −1 cool … 1 warm. */
  readonly warmth: number;
  /** 0 to 1. */
  readonly smoke: number;
  readonly noise: number;
  /** Distance of sharpest focus, millimetres. */
  readonly focus: number;
};

export type Ellipsoid = { readonly at: Vec3; readonly radii: Vec3 };

/** Everything that the renderer needs, and all that a zone or a sentence may be drawn from. */
export type Field = {
  readonly scene: SceneFacts;
  readonly camera: Camera;
  readonly anatomy: Anatomy;
  readonly liver: readonly Ellipsoid[];
  readonly omentum: readonly Ellipsoid[];
  readonly duodenum: Tube;
  /** Between these the triangle's tissue hangs: neck, junction, common hepatic duct, liver. */
  readonly corners: readonly [Vec3, Vec3, Vec3, Vec3];
  /** Half the thickness of the triangle's tissue, millimetres; 0 where it is gone. */
  readonly tissueThickness: number;
  /** The tissue's fold over neck and duct, a capsule; radius 0 where it is cleared. */
  readonly cover: { readonly from: Vec3; readonly to: Vec3; readonly radius: number };
  /** The fold of the gallbladder's wall that the grasper's jaws hold. */
  readonly heldFold: { readonly from: Vec3; readonly to: Vec3; readonly radius: number };
  /** Holes cut in the triangle's tissue. */
  readonly openings: readonly Ellipsoid[];
  readonly strands: readonly Strand[];
  readonly films: readonly Film[];
  /** The level of pooled fluid: the plane on which `normal · point` is `level`; null where there is none. */
  readonly pool: { readonly normal: Vec3; readonly level: number } | null;
  readonly clips: readonly Clip[];
  readonly instruments: readonly Instrument[];
  readonly stains: readonly Stain[];
  /** What of the tubes is there to be seen as tubes: whole, or cut into stumps. */
  readonly tubes: readonly { readonly tissue: Tissue; readonly tube: Tube }[];
  readonly materials: Materials;
  readonly lens: Lens;
};

/** What a pixel of the id map may show. */
export const TISSUES = {
  outside: 0,
  wall: 1,
  liver: 2,
  gallbladder: 3,
  cysticDuct: 4,
  cysticArtery: 5,
  /** The ligament's tissue over the common bile duct, or the duct itself where it is bare. */
  hepatoduodenalLigament: 6,
  /** The fibro-fatty tissue of the triangle, still closed. */
  fibrofattyTissue: 7,
  /** The cut tissue within the opened window. */
  opened: 8,
  omentum: 9,
  duodenum: 10,
  liverBed: 11,
  areolarTissue: 12,
  strand: 13,
  clip: 14,
  instrument: 15,
  /** Irrigation fluid that has pooled below the liver. */
  fluid: 16,
} as const;
export type TissueName = keyof typeof TISSUES;
export type Tissue = (typeof TISSUES)[TissueName];
