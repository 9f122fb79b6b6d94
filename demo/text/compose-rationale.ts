import type { Rationale } from "@/lib/domain/rationale";
import type { SceneFacts } from "../scene/facts";
import { rationaleOfPreparation } from "./phase-a";
import { rationaleOfDissection } from "./phase-b";
import { rationaleOfClipping } from "./phase-c";
import { rationaleOfBed } from "./phase-d";
import { sightOf } from "./sight";

/**
 * The four parts of a scene's rationale, from the facts that its picture is drawn from: one or two
 * sentences each. `voice` tells apart those who put the same facts into words.
 */
export function composeRationale(scene: SceneFacts, voice = "reference"): Rationale {
  const { state } = scene;
  const sight = sightOf(scene, voice);
  switch (state.phase) {
    case "A":
      return rationaleOfPreparation(scene, state, sight);
    case "B":
      return rationaleOfDissection(scene, state, sight);
    case "C":
      return rationaleOfClipping(scene, state, sight);
    case "D":
      return rationaleOfBed(scene, state, sight);
  }
}
