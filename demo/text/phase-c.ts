import type { Rationale } from "@/lib/domain/rationale";
import type { PhaseFacts, ProcedureFacts, SceneFacts } from "../scene/facts";
import type { Sight } from "./sight";

type State = Extract<PhaseFacts, { phase: "C" }>;

/** Phase C: the bare stretch of duct and artery, before, between and after clips. */
export function rationaleOfClipping(scene: SceneFacts, state: State, sight: Sight): Rationale {
  return {
    location: `${whereItIs(scene.procedure, state, sight)} ${clearOf(scene.procedure, sight)}`,
    exposure: exposure(scene, state),
    nextAction: nextAction(scene.procedure, state),
    criticalRisk: risk(scene.procedure, state, sight),
  };
}

function whereItIs({ duct, artery }: ProcedureFacts, state: State, { place, say }: Sight): string {
  const kind = { long: "long", short: "short", wide: "wide" }[duct];
  if (state.artery === "divided") {
    return say([
      `The skeletonised segment of the ${kind} cystic duct between gallbladder and common duct, ${place}, the artery being divided.`,
      `The bare, clipped stretch of the ${kind} cystic duct, ${place}; only the clipped ends of the artery remain above it.`,
    ]);
  }
  const pair =
    artery === "apart"
      ? "The bare segments of the cystic duct and, well above it, of the artery"
      : "The bare segments of cystic duct and artery, which run close together";
  return say([`${pair}, ${place}.`, `${pair}, free of tissue all round, ${place}.`]);
}

function clearOf({ commonDuct }: ProcedureFacts, { danger }: Sight): string {
  return {
    visible: `The zone ends well before the common bile duct, which is in view ${danger}.`,
    veiled: `The zone ends before the ligament ${danger}, in which the common bile duct is faintly seen.`,
    hidden: `The zone keeps clear of the unseen common bile duct ${danger}.`,
  }[commonDuct];
}

function exposure({ procedure }: SceneFacts, state: State): string {
  const plate = { healthy: "the liver", steatotic: "the fatty liver", congested: "the congested liver" }[
    procedure.liver
  ];
  if (state.artery === "divided" && state.duct === "clipped") {
    return state.at === "duct"
      ? `The ends of the artery are dry and the clips on the duct are seen from end to end, with ${plate} behind. Exposure is good.`
      : `With the artery out of the way the duct lies free from neck to ligament, its three clips in plain view before ${plate}. Exposure is very good.`;
  }
  if (state.artery === "clipped") {
    return state.at === null
      ? `Both structures are bare, the artery already clipped, and ${plate} is seen through both windows. The critical view of safety is achieved.`
      : `The clips on the artery are seen from tip to tip and nothing lies behind them but ${plate}. Exposure is sufficient to divide.`;
  }
  return state.duct === "clipped"
    ? `The duct is clipped and the bare artery above it can be seen all round against ${plate}. Exposure is sufficient for clips.`
    : `Two structures only are seen to enter the gallbladder, with ${plate} showing through the windows. The critical view of safety is complete.`;
}

function nextAction({ duct }: ProcedureFacts, state: State): string {
  if (state.instrument === "scissors") {
    return state.at === "duct"
      ? "Divide the duct with the scissors between the single and the paired clips, leaving a cuff beyond the pair. Check the stump for bile."
      : "Divide the artery with the scissors between the clips, without heat. Then turn to the duct.";
  }
  if (state.instrument === "clip applier") {
    return state.at === "duct"
      ? "Close the clip on the duct near the gallbladder once both tips are seen beyond it, then set two on the patient’s side."
      : "Clip the bare artery twice towards its origin and once towards the gallbladder, seeing both tips before closing.";
  }
  if (state.duct === "clipped")
    return "Introduce the scissors and divide the duct between the clips, close to the one on the gallbladder’s side.";
  return duct === "wide"
    ? "Measure the wide duct against the clip, take a longer clip or a loop if it does not reach across, and secure it."
    : "Bring in the clip applier and set two clips on the patient’s side of the duct and one at the neck, then divide both structures.";
}

function risk({ duct, commonDuct }: ProcedureFacts, state: State, { danger }: Sight): string {
  if (state.instrument === "scissors") {
    return state.at === "duct"
      ? "A cut too near the paired clips leaves no cuff, and they slip. In a short duct the temptation is to cut towards the common one."
      : "An artery cut before its clips are known to be closed bleeds into the triangle. Clipping blindly to stop it injures the right hepatic duct.";
  }
  if (state.instrument === "clip applier") {
    return state.at === "duct"
      ? `A clip set too far ${danger}, under strong pull, nips the tented common bile duct. Clip near the gallbladder.`
      : `The vessel may be the right hepatic artery looping low: follow it on to the gallbladder’s wall before it is clipped. Its neighbour ${danger} is the bile duct.`;
  }
  if (state.duct === "clipped")
    return `Traction on a clipped, ${duct} duct tents the common duct ${danger}; the scissors’ tips must be seen beyond what they cut.`;
  return commonDuct === "hidden"
    ? `A wide duct of this kind may be the common one, which has not been seen ${danger}. If in doubt, no clip.`
    : `The ${duct} duct leaves little room before the common bile duct ${danger}. A clip that crosses its wall narrows it.`;
}
