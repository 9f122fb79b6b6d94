import type { PhaseFacts, SceneFacts } from "../../scene/facts";
import { hindranceOf, pouchOf, type Slots } from "./terms";

export type ClippingState = Extract<PhaseFacts, { phase: "C" }>;

/** The structure that comes next: the one at which the instrument works, else the artery before the duct. */
export function structureNext({ at, artery }: ClippingState): "duct" | "artery" {
  return at ?? (artery.divided || artery.clips === 3 ? "duct" : "artery");
}

/** The step that comes next in phase C: the first clip, the second, the third, the cut. */
export function tellClipStep(scene: SceneFacts, state: ClippingState): Slots {
  const { procedure } = scene;
  const at = structureNext(state);
  const structure = state[at];
  const spoilt = hindranceOf(scene);
  const both = [
    "with both tips in view",
    "once both tips are seen beyond it",
    "its tips free on the far side",
  ];
  const steps: string[] =
    structure.clips === 3
      ? state.instrument === "scissors"
        ? at === "duct"
          ? [
              "Divide the duct with the scissors between the single and the paired clips, leaving a cuff beyond the pair.",
              "Cut the duct close to the clip on the gallbladder’s side, without current.",
              "Open the duct halfway, see that nothing runs back, and complete the cut between the clips.",
            ]
          : [
              "Divide the artery with the scissors between the clips, without heat.",
              "Cut the artery nearer to the clip on the gallbladder’s side, so that a cuff is left beyond the other two.",
              "Snip the artery through between its clips and watch the stump for a moment.",
            ]
        : [
            `Introduce the scissors and divide the ${at} between the clips, close to the one on the gallbladder’s side.`,
            `The ${at} carries its three clips: change to the scissors and divide it between them.`,
            `Check the three clips on the ${at} from both sides, then cut between the pair and the single one.`,
          ]
      : structure.clips === 2
        ? [
            `Set the third clip on the ${at} towards the gallbladder, leaving room for the scissors.`,
            `Two clips secure the patient’s side of the ${at}; place one more near the gallbladder.`,
            `The single clip for the specimen’s side of the ${at} is what is missing: set it well apart from the pair.`,
            `Complete the clipping of the ${at} on the gallbladder’s side before anything is cut.`,
          ]
        : structure.clips === 1
          ? [
              `Put a second clip beside the first on the patient’s side of the ${at}, not touching it.`,
              `Double the clip on the ${at}, ${both[0]}, and then clip towards the gallbladder.`,
              `One clip is not enough: add the second a little nearer to the gallbladder on the ${at}.`,
            ]
          : procedure.duct === "wide" && at === "duct"
            ? [
                "Measure the wide duct against the clip, take a longer clip or a loop if it does not reach across, and secure it.",
                "A clip may not span this duct: close it over with a larger one, or tie it.",
                "Try the jaws across the wide duct before closing; if the tips do not show, use a loop.",
              ]
            : [
                `Close the first clip on the patient’s side of the ${at} ${both[1]}.`,
                `Pass the applier at a right angle across the ${at}, ${both[2]}, and clip twice towards the patient, once towards the gallbladder.`,
                `Clip the bare ${at} ${both[0]}, two clips to stay and one to go.`,
                `Set two clips on the patient’s side of the ${at} and one at the gallbladder’s, then divide between them.`,
                `Secure the ${at} with paired clips to the patient’s side and a single one above, each seen to close.`,
              ];
  const after =
    structure.clips === 3
      ? at === "duct"
        ? [
            "Check the stump for bile.",
            "Look at the clips again after the cut.",
            "The gallbladder should then lift away from the ligament.",
            "Have the sucker ready for what runs out of the gallbladder’s end.",
          ]
        : [
            "Then turn to the duct.",
            ...(state.duct.clips < 3
              ? ["Afterwards the duct is straightened by the same pull and clipped in its turn."]
              : []),
            "Look for a second branch before going on.",
            "See that the stump is dry.",
          ]
      : [
          state.instrument === "clip applier"
            ? "Close slowly and keep the applier still while it lets go."
            : "The clip applier comes next.",
          `Keep ${pouchOf(procedure)} drawn to the side meanwhile.`,
          "Look from both sides before the jaws are closed.",
          `Leave room between the clips for the scissors.`,
          ...(at === "duct" ? ["Only then divide."] : []),
          ...(at === "artery" && state.duct.clips === 0
            ? ["The duct follows.", "Leave the duct until the artery is secure."]
            : []),
          "See that the clip lies at a right angle and reaches right across.",
          "A gap of a few millimetres between clips is enough.",
        ];
  if (spoilt) return [spoilt.remedies.map((remedy) => `${remedy}.`), steps];
  if (scene.traction === "slack") {
    return [
      [
        `Tighten the pull on ${pouchOf(procedure)} first, sideways and not upwards.`,
        "Straighten the structures by renewed lateral traction.",
        "Have the neck drawn out to the patient’s right again.",
      ],
      steps,
    ];
  }
  return [steps, after];
}
