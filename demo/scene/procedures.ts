import type { PhaseFacts, ProcedureFacts, SceneFacts } from "./facts";

type Frame = Omit<SceneFacts, "procedure">;
type Procedure = ProcedureFacts & { readonly frames: readonly Frame[] };

/** A frame with firm traction and a clear view, unless `but` says otherwise. */
function at(
  frame: number,
  state: PhaseFacts,
  but: Partial<Pick<Frame, "traction" | "hindrance">> = {},
): Frame {
  return { frame, traction: "firm", hindrance: null, ...but, state };
}

/**
 * Six invented procedures, 24 frames, six of each phase. They differ in length and in the order of their
 * phases, so that a frame's place in its procedure doesn't tell its phase.
 */
const procedures: readonly Procedure[] = [
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
    frames: [
      at(118, { phase: "A", adhesions: false, instrument: "hook" }),
      at(341, { phase: "B", opened: 0.45, instrument: "hook" }),
      at(607, { phase: "C", duct: "bare", artery: "bare", at: "duct", instrument: "clip applier" }),
      at(896, { phase: "D", freed: 0.3, instrument: "hook" }),
    ],
  },
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
    frames: [
      at(203, { phase: "A", adhesions: true, instrument: null }),
      at(588, { phase: "B", opened: 0.3, instrument: "dissector" }, { hindrance: "ooze" }),
      at(942, { phase: "C", duct: "bare", artery: "clipped", at: null, instrument: null }),
      at(1087, { phase: "B", opened: 0.85, instrument: "hook" }),
      at(1264, { phase: "C", duct: "clipped", artery: "divided", at: "duct", instrument: "scissors" }),
      at(1719, { phase: "D", freed: 0.55, instrument: "hook" }, { traction: "slack", hindrance: "smoke" }),
    ],
  },
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
    frames: [
      at(87, { phase: "A", adhesions: true, instrument: "dissector" }),
      at(164, { phase: "A", adhesions: false, instrument: "hook" }, { traction: "slack" }),
      at(492, { phase: "B", opened: 0.6, instrument: "dissector" }),
      at(1033, { phase: "D", freed: 0.15, instrument: "hook" }),
    ],
  },
  {
    video: "V04",
    split: "train",
    fat: "lean",
    wall: "thickened",
    liver: "healthy",
    pouch: "slender",
    duct: "short",
    artery: "apart",
    commonDuct: "veiled",
    frames: [
      at(276, { phase: "B", opened: 0.7, instrument: "hook" }, { hindrance: "smoke" }),
      at(529, { phase: "C", duct: "clipped", artery: "bare", at: "artery", instrument: "clip applier" }),
      at(741, { phase: "D", freed: 0.7, instrument: "hook" }),
    ],
  },
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
    frames: [
      at(142, { phase: "A", adhesions: false, instrument: "dissector" }),
      at(655, { phase: "C", duct: "clipped", artery: "divided", at: null, instrument: null }),
      at(834, { phase: "D", freed: 0.45, instrument: "hook" }, { hindrance: "ooze" }),
      at(1098, { phase: "D", freed: 0.95, instrument: "hook" }),
    ],
  },
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
    frames: [
      at(231, { phase: "A", adhesions: false, instrument: null }, { traction: "slack" }),
      at(517, { phase: "B", opened: 0.2, instrument: "hook" }, { traction: "slack" }),
      at(1146, { phase: "C", duct: "bare", artery: "clipped", at: "artery", instrument: "scissors" }),
    ],
  },
];

/** The demo's scenes, video by video, each in the order of time. */
export const scenes: readonly SceneFacts[] = procedures.flatMap(({ frames, ...procedure }) =>
  frames.map((frame) => ({ procedure, ...frame })),
);
