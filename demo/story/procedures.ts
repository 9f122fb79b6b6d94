import type { Clips, PhaseFacts, ProcedureFacts, SceneFacts, Structure } from "../scene/facts";

type Frame = Omit<SceneFacts, "procedure">;
type Look = Partial<Pick<Frame, "traction" | "hindrance" | "camera">>;
type Procedure = ProcedureFacts & { readonly frames: readonly Frame[] };
type State<P extends PhaseFacts["phase"]> = Extract<PhaseFacts, { phase: P }>;

const whole: Structure = { clips: 0, divided: false };
const clipped = (clips: Clips): Structure => ({ clips, divided: false });
const divided: Structure = { clips: 3, divided: true };

/** A frame under firm traction with a clear view from the usual distance, unless `look` says otherwise. */
function at(frame: number, state: PhaseFacts, look: Look = {}): Frame {
  return { frame, traction: "firm", hindrance: null, camera: "usual", ...look, state };
}

function a(
  frame: number,
  adhesions: State<"A">["adhesions"],
  instrument: State<"A">["instrument"],
  look?: Look,
): Frame {
  return at(frame, { phase: "A", adhesions, instrument }, look);
}

function b(
  frame: number,
  opened: number,
  instrument: State<"B">["instrument"],
  look?: Look,
  artery = whole,
): Frame {
  return at(frame, { phase: "B", opened, instrument, artery }, look);
}

function c(
  frame: number,
  structures: { duct?: Structure; artery?: Structure },
  work: [at: State<"C">["at"], instrument: State<"C">["instrument"]],
  look?: Look,
): Frame {
  const { duct = whole, artery = whole } = structures;
  return at(frame, { phase: "C", duct, artery, at: work[0], instrument: work[1] }, look);
}

function d(frame: number, freed: number, instrument: State<"D">["instrument"], look?: Look): Frame {
  return at(frame, { phase: "D", freed, instrument }, look);
}

/**
 * Twelve invented procedures. Each differs from the textbook in its own way, so that some are easy to read and
 * some are not: V01, V07 and V10 are kind; V02, V08 and V11 are not. Phases follow as in the paper (section 3.3):
 * A comes first, B and C may alternate, D comes last.
 */
const procedures: readonly Procedure[] = [
  // The textbook's.
  {
    video: "V01",
    split: "train",
    fat: "moderate",
    wall: "thin",
    liver: "healthy",
    pouch: "prominent",
    duct: "long",
    artery: "apart",
    commonDuct: "visible",
    clips: "titanium",
    view: "round",
    frames: [
      a(96, "none", "hook"),
      a(141, "none", "dissector", { camera: "close" }),
      b(287, 0.25, "hook"),
      b(431, 0.6, "hook", { camera: "close" }),
      c(624, {}, ["artery", "clip applier"]),
      c(702, { duct: clipped(2), artery: divided }, ["duct", "clip applier"], { camera: "close" }),
      d(911, 0.2, "hook"),
      d(1124, 0.7, "hook", { camera: "far" }),
    ],
  },
  // Acute inflammation, a short duct in thick fat, and bleeding.
  {
    video: "V02",
    split: "test",
    fat: "abundant",
    wall: "inflamed",
    liver: "congested",
    pouch: "slender",
    duct: "short",
    artery: "close",
    commonDuct: "veiled",
    clips: "titanium",
    view: "round",
    frames: [
      a(203, "dense", null, { camera: "far" }),
      a(321, "dense", "dissector"),
      a(377, "none", "hook", { traction: "slack" }),
      b(588, 0.25, "dissector", { hindrance: "ooze" }),
      c(942, { artery: clipped(1) }, ["artery", "clip applier"]),
      b(1087, 0.85, "hook", {}, divided),
      c(1264, { duct: clipped(3), artery: divided }, ["duct", "scissors"], { camera: "close" }),
      d(1516, 0.2, "hook", { hindrance: "ooze" }),
      d(1719, 0.55, "hook", { traction: "slack", hindrance: "smoke" }),
    ],
  },
  // A wide duct that might be the common one, under fat.
  {
    video: "V03",
    split: "train",
    fat: "abundant",
    wall: "tense",
    liver: "steatotic",
    pouch: "prominent",
    duct: "wide",
    artery: "branching",
    commonDuct: "hidden",
    clips: "polymer",
    view: "cropped",
    frames: [
      a(87, "filmy", "dissector"),
      a(164, "none", "hook", { traction: "slack" }),
      b(352, 0.3, "dissector"),
      b(492, 0.6, "dissector", { camera: "close" }),
      c(655, { artery: clipped(2) }, ["artery", "clip applier"]),
      c(733, { artery: divided }, [null, null], { camera: "close" }),
      d(1033, 0.15, "hook"),
      d(1290, 0.65, "hook", { hindrance: "fluid" }),
    ],
  },
  // Lean, but the duct runs down beside the hepatic duct.
  {
    video: "V04",
    split: "train",
    fat: "lean",
    wall: "thickened",
    liver: "healthy",
    pouch: "slender",
    duct: "low",
    artery: "apart",
    commonDuct: "veiled",
    clips: "polymer",
    view: "full",
    frames: [
      a(73, "none", "hook"),
      b(276, 0.4, "hook", { hindrance: "smoke" }),
      b(402, 0.75, "dissector"),
      c(529, { duct: clipped(3) }, ["artery", "clip applier"]),
      c(660, { duct: clipped(3), artery: clipped(3) }, ["duct", "scissors"], { camera: "close" }),
      d(741, 0.35, "hook"),
      d(903, 0.8, "hook", { camera: "far" }),
    ],
  },
  // A tense gallbladder; artery almost upon a long duct.
  {
    video: "V05",
    split: "test",
    fat: "lean",
    wall: "tense",
    liver: "steatotic",
    pouch: "slender",
    duct: "long",
    artery: "close",
    commonDuct: "visible",
    clips: "titanium",
    view: "cropped",
    frames: [
      a(142, "none", "dissector"),
      a(188, "none", "hook", { camera: "far" }),
      b(260, 0.3, "hook"),
      b(389, 0.75, "hook", { camera: "close" }),
      c(470, {}, [null, null], { camera: "close" }),
      c(533, { artery: clipped(3) }, ["artery", "scissors"]),
      c(655, { duct: clipped(3), artery: divided }, [null, null]),
      d(834, 0.35, "hook", { hindrance: "ooze" }),
      d(1098, 0.82, "hook"),
    ],
  },
  // Inflammation again, with spilt bile, and a wide duct.
  {
    video: "V06",
    split: "train",
    fat: "moderate",
    wall: "inflamed",
    liver: "healthy",
    pouch: "prominent",
    duct: "wide",
    artery: "apart",
    commonDuct: "hidden",
    clips: "titanium",
    view: "round",
    frames: [
      a(231, "filmy", null, { traction: "slack" }),
      a(303, "none", "hook"),
      b(517, 0.2, "hook", { traction: "slack" }),
      b(655, 0.5, "dissector", { hindrance: "bile" }),
      c(812, { artery: clipped(2) }, ["artery", "clip applier"]),
      b(903, 0.8, "hook", { camera: "close" }, divided),
      c(1146, { duct: clipped(1), artery: divided }, ["duct", "clip applier"]),
      d(1377, 0.15, "hook", { camera: "close" }),
      d(1582, 0.5, "scissors"),
    ],
  },
  // Two arteries, otherwise easy.
  {
    video: "V07",
    split: "train",
    fat: "moderate",
    wall: "thin",
    liver: "healthy",
    pouch: "slender",
    duct: "long",
    artery: "double",
    commonDuct: "visible",
    clips: "titanium",
    view: "full",
    frames: [
      a(64, "none", "hook"),
      a(110, "none", null, { camera: "close" }),
      b(219, 0.35, "dissector"),
      b(333, 0.7, "hook", { camera: "close" }),
      c(421, {}, ["artery", "clip applier"]),
      c(498, { artery: clipped(3) }, ["artery", "scissors"], { camera: "close" }),
      d(689, 0.25, "hook"),
      d(790, 0.6, "hook"),
    ],
  },
  // An artery in front of a low duct, and nothing seen of the common one.
  {
    video: "V08",
    split: "test",
    fat: "moderate",
    wall: "thickened",
    liver: "congested",
    pouch: "prominent",
    duct: "low",
    artery: "crossing",
    commonDuct: "hidden",
    clips: "polymer",
    view: "round",
    frames: [
      a(155, "filmy", "hook"),
      a(240, "none", null, { camera: "far" }),
      b(410, 0.3, "hook"),
      c(640, { artery: clipped(1) }, ["artery", "clip applier"]),
      b(731, 0.75, "dissector", { camera: "close" }, divided),
      c(930, { duct: clipped(3), artery: divided }, ["duct", "scissors"]),
      d(1120, 0.45, "hook"),
      d(1301, 0.75, "hook", { hindrance: "smoke" }),
    ],
  },
  // A congested liver that bleeds.
  {
    video: "V09",
    split: "train",
    fat: "abundant",
    wall: "tense",
    liver: "congested",
    pouch: "prominent",
    duct: "short",
    artery: "apart",
    commonDuct: "veiled",
    clips: "titanium",
    view: "cropped",
    frames: [
      a(190, "dense", "hook"),
      a(266, "none", "hook", { hindrance: "ooze" }),
      b(430, 0.3, "dissector", { hindrance: "ooze" }),
      b(601, 0.65, "hook"),
      c(777, {}, ["artery", "dissector"]),
      c(851, { duct: clipped(2), artery: divided }, ["duct", "clip applier"], { camera: "close" }),
      d(1012, 0.2, "hook", { hindrance: "ooze" }),
      d(1240, 0.5, "hook"),
      d(1455, 0.82, "hook", { camera: "far" }),
    ],
  },
  // Young and lean: everything is thin.
  {
    video: "V10",
    split: "train",
    fat: "lean",
    wall: "thin",
    liver: "healthy",
    pouch: "slender",
    duct: "long",
    artery: "branching",
    commonDuct: "visible",
    clips: "polymer",
    view: "round",
    frames: [
      a(51, "none", "hook", { camera: "close" }),
      a(90, "none", "dissector"),
      b(158, 0.5, "hook"),
      b(214, 0.85, "dissector", { camera: "close" }),
      c(271, { artery: clipped(2) }, ["artery", "clip applier"]),
      c(330, { duct: clipped(3), artery: divided }, ["duct", "scissors"]),
      d(420, 0.4, "hook"),
      d(566, 0.84, "hook", { camera: "close" }),
    ],
  },
  // Scarred and fat, the duct low, the artery upon it.
  {
    video: "V11",
    split: "train",
    fat: "abundant",
    wall: "thickened",
    liver: "steatotic",
    pouch: "prominent",
    duct: "low",
    artery: "close",
    commonDuct: "hidden",
    clips: "titanium",
    view: "full",
    frames: [
      a(281, "dense", "dissector"),
      a(402, "filmy", "hook", { camera: "close" }),
      b(690, 0.2, "hook"),
      b(855, 0.45, "dissector", { hindrance: "fluid" }),
      c(1110, { artery: clipped(3) }, ["artery", "scissors"]),
      c(1205, { artery: divided }, [null, null], { camera: "close" }),
      d(1490, 0.15, "hook", { traction: "slack" }),
      d(1733, 0.55, "hook"),
    ],
  },
  // A short duct, and a surgeon in a hurry.
  {
    video: "V12",
    split: "train",
    fat: "moderate",
    wall: "thin",
    liver: "congested",
    pouch: "slender",
    duct: "short",
    artery: "crossing",
    commonDuct: "veiled",
    clips: "titanium",
    view: "cropped",
    frames: [
      a(133, "none", "hook", { hindrance: "smoke" }),
      a(171, "none", "dissector", { traction: "slack" }),
      b(300, 0.3, "hook", { camera: "far" }),
      c(477, { artery: clipped(2) }, ["artery", "clip applier"]),
      b(540, 0.9, "hook", {}, divided),
      c(611, { duct: clipped(2), artery: divided }, ["duct", "clip applier"]),
      d(744, 0.3, "hook", { camera: "far" }),
      d(870, 0.6, "scissors", { hindrance: "bile" }),
      d(951, 0.86, "hook"),
    ],
  },
];

/** The demo's scenes, video by video, each in the order of time. */
export const scenes: readonly SceneFacts[] = procedures.flatMap(({ frames, ...procedure }) =>
  frames.map((frame) => ({ procedure, ...frame })),
);
