import type { Rationale } from "@/lib/domain/rationale";
import type { PhaseFacts, ProcedureFacts, SceneFacts } from "../scene/facts";
import type { Sight } from "./sight";

type State = Extract<PhaseFacts, { phase: "A" }>;

/** Phase A: the peritoneum over the junction of cystic duct and artery, not yet opened. */
export function rationaleOfPreparation(scene: SceneFacts, state: State, sight: Sight): Rationale {
  return {
    location: `${whereItIs(scene.procedure, sight)} ${commonDuct(scene.procedure, sight)}`,
    exposure: exposure(scene, state),
    nextAction: nextAction(scene, state, sight),
    criticalRisk: risk(scene, state, sight),
  };
}

function whereItIs(procedure: ProcedureFacts, { place, say }: Sight): string {
  const landmark = procedure.pouch === "prominent" ? "Hartmann’s pouch" : "the slender infundibulum";
  return say([
    `The peritoneum over the junction of cystic duct and cystic artery, where ${landmark} narrows to the neck, ${place}.`,
    `The intact peritoneal fold just medial to ${landmark}, over the junction of cystic duct and artery, ${place}.`,
    `The serosa at the neck of the ${wallWord(procedure)} gallbladder, ${place}: beneath it duct and artery come together beside ${landmark}.`,
  ]);
}

function commonDuct({ commonDuct: shown }: ProcedureFacts, { danger }: Sight): string {
  return {
    visible: `The common bile duct shines through ${danger} and stays outside it.`,
    veiled: `A faint ridge ${danger} betrays the common bile duct, which stays outside it.`,
    hidden: `The common bile duct cannot be seen and has to be assumed ${danger}.`,
  }[shown];
}

function exposure({ procedure, traction }: SceneFacts, { adhesions }: State): string {
  const cover = {
    lean: "Thin, pink peritoneum lets the course of duct and artery be guessed",
    moderate: "A moderate layer of fat hides duct and artery",
    abundant: "Heavy, lobulated fat buries duct and artery",
  }[procedure.fat];
  if (adhesions) {
    const wall = procedure.wall === "inflamed" ? "the reddened wall" : "the distended pouch";
    return `${cover}, and omentum stuck to ${wall} cuts off its lower border. Exposure is not yet sufficient.`;
  }
  return traction === "firm"
    ? `${cover}, but the infundibulum is drawn firmly to the side and the fold is taut and dry. Exposure is sufficient to open it.`
    : `${cover}, and with slack traction the neck of the ${wallWord(procedure)} gallbladder sags over the fold. Exposure is limited until the triangle is put on the stretch.`;
}

function wallWord({ wall }: ProcedureFacts): string {
  return { thin: "thin-walled", tense: "tense", thickened: "thickened", inflamed: "inflamed" }[wall];
}

function nextAction(
  { traction, procedure }: SceneFacts,
  { adhesions, instrument }: State,
  { say }: Sight,
): string {
  if (adhesions) {
    return instrument === null
      ? "Bring in an energy device and release the omentum flush with the gallbladder’s wall. Only then open the peritoneum at the neck."
      : "Sweep the omental adhesions off the pouch with the dissector, staying on the gallbladder, then nick the peritoneum over the neck.";
  }
  if (traction === "slack") {
    return instrument === null
      ? "Regrasp Hartmann’s pouch and pull it towards the right iliac fossa until the fold is taut. Then introduce the hook."
      : "Ask for more lateral pull on the pouch, decompressing the gallbladder if it slips, and hook up the peritoneum only once it is tense.";
  }
  const tool = instrument === "hook" ? "hook" : "dissector";
  const side = procedure.fat === "lean" ? "in short bites" : "in thin layers";
  return say([
    `Lift the peritoneum with the ${tool} close to the gallbladder and divide it ${side}, first in front, then behind the neck.`,
    `Open the serosa with the ${tool} on the gallbladder’s side of the fold and carry the cut ${side} towards the liver.`,
    `Tent the fold with the ${tool}, see through it, and open it ${side} along the neck.`,
  ]);
}

function risk({ procedure, traction }: SceneFacts, { adhesions }: State, { danger }: Sight): string {
  if (traction === "slack") {
    return procedure.wall === "tense"
      ? `Slack traction draws cystic and common duct into one line, so that the common duct ${danger} may be taken for the cystic duct.`
      : `The sagging, inflamed neck may hide how near the common bile duct lies ${danger}. Cutting before it is stretched risks a tented duct.`;
  }
  if (adhesions) {
    return procedure.wall === "inflamed"
      ? "Duodenum or colon may be drawn up in the adhesions and be injured in freeing them. The oedematous plane bleeds readily."
      : "Pulling on the omentum tears the serosa of the distended gallbladder and spills bile. Heat carried along the fat reaches the duodenum.";
  }
  return procedure.fat === "lean"
    ? `So little tissue covers the structures that a deep first bite may open the cystic artery. Straying ${danger} leads straight on to the common bile duct.`
    : `A cut begun too far medially enters the hepatoduodenal ligament, where the common bile duct lies ${danger}. Keep to the gallbladder’s wall.`;
}
