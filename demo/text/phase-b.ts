import type { Rationale } from "@/lib/domain/rationale";
import type { PhaseFacts, ProcedureFacts, SceneFacts } from "../scene/facts";
import type { Sight } from "./sight";

type State = Extract<PhaseFacts, { phase: "B" }>;

/** Phase B: the fibro-fatty tissue within the triangle, partly opened. */
export function rationaleOfDissection(scene: SceneFacts, state: State, sight: Sight): Rationale {
  return {
    location: location(scene.procedure, state, sight),
    exposure: exposure(scene, state),
    nextAction: nextAction(scene, state, sight),
    criticalRisk: risk(scene, state, sight),
  };
}

function location(
  { commonDuct, liver }: ProcedureFacts,
  { opened }: State,
  { place, danger, say }: Sight,
): string {
  const where = say([
    `The fibro-fatty tissue within Calot’s triangle, ${place}`,
    `The safety window between cystic duct and artery and the fat medial to it, ${place}`,
    `The areolar and fatty tissue inside the triangle, ${place}`,
  ]);
  const lobe = { healthy: "liver", steatotic: "fatty liver", congested: "dark, congested liver" }[liver];
  const bounds = `It stops short of the cystic plate under the ${lobe} above`;
  const duct = {
    visible: `of the common bile duct seen ${danger}`,
    veiled: `of the ridge of the common bile duct ${danger}`,
    hidden: `of the line of the common bile duct, hidden ${danger}`,
  }[commonDuct];
  const stage =
    opened < 0.35
      ? ", of which a small window has been opened"
      : opened > 0.65
        ? ", most of it already open"
        : ", half of it still closed";
  return `${where}${stage}. ${bounds} and ${duct}.`;
}

function exposure({ procedure, traction, hindrance }: SceneFacts, { opened }: State): string {
  const seen =
    opened < 0.35
      ? "Only the first stretch of duct and artery is in view, the rest being under fat"
      : opened > 0.65
        ? "Duct and artery can be followed through the window with only fine strands between them"
        : "Duct and artery appear on either side of the window, joined by dense strands";
  if (hindrance === "ooze")
    return `${seen}, and ooze from the inflamed fat stains the field. Exposure is only fair until it is dry.`;
  if (hindrance === "smoke")
    return `${seen}. Smoke veils the medial edge and has to be cleared before going on.`;
  if (traction === "slack")
    return `${seen}. The pouch is held loosely, so that the window is narrow and exposure incomplete.`;
  const fat = { lean: "lean", moderate: "moderately fatty", abundant: "thick, yellow" }[procedure.fat];
  return `${seen}; the ${fat} edges are held well apart. Exposure is ${opened > 0.65 ? "good" : "adequate for dissection to go on"}.`;
}

function nextAction(
  { hindrance, traction, procedure }: SceneFacts,
  { opened, instrument }: State,
  { say }: Sight,
): string {
  if (hindrance === "ooze")
    return "Press with a swab and rinse, then spread the tissue along the duct with the dissector, a little at a time and under sight.";
  if (hindrance === "smoke")
    return "Vent the smoke, then divide the remaining strands one by one with the hook, lifting each off the structures beneath.";
  if (traction === "slack")
    return "Restore lateral traction on the pouch. Then widen the window with the hook from the gallbladder’s wall inwards, front and back by turns.";
  if (opened > 0.65)
    return "Clear the last strands with the hook and free the lower third of the gallbladder from the cystic plate, until only two structures enter it.";
  return instrument === "hook"
    ? say([
        "Take the strands between duct and artery on the hook, one at a time, and pull each away before it is divided.",
        "Thin the fat on the gallbladder’s side with the hook, turning the pouch to work from behind as well.",
      ])
    : `Spread the tissue with the dissector parallel to the duct and peel the fat ${procedure.duct === "wide" ? "off the wide duct" : "downwards"}, keeping to the gallbladder’s side.`;
}

function risk({ procedure, hindrance }: SceneFacts, { opened }: State, { danger }: Sight): string {
  if (hindrance === "ooze")
    return `Coagulating into a bloody field may burn the common bile duct ${danger}. In a short, inflamed triangle it lies nearer than it looks.`;
  if (hindrance === "smoke")
    return `Working through smoke hides the tip of the hook: a slip ${danger} reaches the common bile duct.`;
  if (procedure.artery === "close")
    return "The artery runs almost upon the duct here, and a strand taken without seeing through it may be the artery itself.";
  if (procedure.artery === "branching")
    return "The artery branches early, so that what looks like a fibre in the window may be its deep branch. A wide duct may be taken for the common one.";
  return opened < 0.35
    ? `Deepening a narrow window leads medially under the fat, to the hidden common bile duct ${danger} and the right hepatic artery.`
    : `Dissection carried past the triangle reaches the common bile duct ${danger}; carried too high, it opens the liver bed and bleeds.`;
}
