import type { Rationale } from "@/lib/domain/rationale";
import type { PhaseFacts, ProcedureFacts, SceneFacts } from "../scene/facts";
import type { Sight } from "./sight";

type State = Extract<PhaseFacts, { phase: "D" }>;

/** Phase D: the areolar line between the gallbladder and its bed. */
export function rationaleOfBed(scene: SceneFacts, state: State, sight: Sight): Rationale {
  return {
    location: location(scene.procedure, state, sight),
    exposure: exposure(scene, state),
    nextAction: nextAction(scene, state, sight),
    criticalRisk: risk(scene, state, sight),
  };
}

function location({ liver }: ProcedureFacts, { freed }: State, { place, danger, say }: Sight): string {
  const bed = { healthy: "liver", steatotic: "pale, fatty liver", congested: "dark, congested liver" }[liver];
  const line = say([
    `The white areolar line between the gallbladder and the ${bed}, ${place}`,
    `The translucent line of adhesion where the gallbladder’s wall leaves the ${bed}, ${place}`,
    `The filmy connective tissue that is stretched between the gallbladder and the ${bed}, ${place}`,
  ]);
  return `${line}, with ${reached(freed)} of the bed bare. The clipped stumps lie ${danger}, outside it.`;
}

function reached(freed: number): string {
  if (freed < 0.25) return "only the lowest part";
  if (freed < 0.4) return "about a third";
  if (freed < 0.6) return "about half";
  return freed < 0.9 ? "the greater part" : "all but the top";
}

function exposure({ procedure, traction, hindrance }: SceneFacts, { freed }: State): string {
  if (hindrance === "ooze")
    return "The line is on the stretch, but blood collecting on the raw bed blurs its lower edge. Exposure is fair and wants drying.";
  if (hindrance === "smoke" || traction === "slack")
    return "Smoke and a sagging neck dull the view, though the white fibres can still be told from wall and liver. Exposure is limited.";
  if (freed < 0.25)
    return "The tense gallbladder is turned up far enough to show the line from side to side. Exposure is good for so early a stage.";
  const wall = { thin: "thin", tense: "tense", thickened: "thick", inflamed: "inflamed" }[procedure.wall];
  if (freed > 0.9)
    return "Little but the fundus still hangs on the bed, and the whole line can be taken in at a glance. Exposure is excellent.";
  return freed > 0.6
    ? `The ${wall} wall is held well away and the fibres fan out, dry and white, along the line. Exposure is good.`
    : `Upward pull on the ${wall}-walled gallbladder opens the angle to the liver, and the plane shows as a white line. Exposure is good.`;
}

function nextAction({ hindrance, traction }: SceneFacts, { freed }: State, { say }: Sight): string {
  if (hindrance === "ooze")
    return "Coagulate the bleeding point on the bed under sight, rinse, and go on along the line with short strokes of the hook.";
  if (traction === "slack")
    return "Regrasp the neck higher and let the smoke out, then sweep the hook along the line from one side to the other.";
  if (freed > 0.9)
    return "Before the last fibres go, look over the bed and the clips while the gallbladder still holds the liver up. Then free the fundus.";
  if (freed > 0.6)
    return "Swing the gallbladder to either side to unroll the edges, and divide the fibres where they whiten under tension.";
  return say([
    "Hook the fibres in the middle of the line, lift them off the liver and divide them with brief current, working evenly to both sides.",
    "Follow the white line with the hook from its edge inwards, always on the gallbladder’s side of the bed.",
    "Divide the line layer by layer with the hook while the neck is drawn further up, so that the next fibres come under tension.",
  ]);
}

function risk({ procedure, hindrance }: SceneFacts, { freed }: State, { danger }: Sight): string {
  if (hindrance === "ooze")
    return "Deep coagulation in a bleeding bed opens tributaries of the middle hepatic vein that lie just beneath. Bleeding should be met by pressure first.";
  if (hindrance === "smoke")
    return "With the plane half seen the hook strays into the friable, inflamed wall and spills bile and stones, or into the congested liver.";
  if (freed > 0.9)
    return "A last pull tears the fundus off with a strip of capsule, which bleeds out of reach once the gallbladder is away.";
  if (procedure.wall === "thickened")
    return "In a thickened wall the planes are many: keeping too deep enters the liver, too shallow the lumen.";
  return procedure.wall === "tense"
    ? `The tense wall is easily holed and spills bile and stones. Too deep a plane towards the hilum, ${danger}, may open a sectoral duct.`
    : `Leaving the line for the liver’s side bleeds and may open a subvesical bile duct; current near the clips ${danger} is carried to the stump.`;
}
