import { type SceneFacts, sceneSeed } from "@/demo/scene/facts";
import { type Random, seeded } from "@/demo/scene/random";
import { RATIONALE_PARTS, type Rationale } from "@/lib/domain/rationale";
import { likeness, runsOf } from "./likeness";
import { tellPreparation } from "./phase-a";
import { tellDissection } from "./phase-b";
import { tellClipping } from "./phase-c";
import { tellBed } from "./phase-d";
import type { Sight } from "./sight";
import type { Slots, Telling } from "./terms";

/** Everything that may truly be said of a scene. */
export function tell(scene: SceneFacts, sight: Sight): Telling {
  const { state } = scene;
  switch (state.phase) {
    case "A":
      return tellPreparation(scene, state, sight);
    case "B":
      return tellDissection(scene, state, sight);
    case "C":
      return tellClipping(scene, state, sight);
    case "D":
      return tellBed(scene, state, sight);
  }
}

export type Told = { readonly scene: SceneFacts; readonly sight: Sight };

/**
 * The rationales of some scenes, in their order. Each part is a true text chosen to be as little like
 * the others as can be, so that no two frames read alike. The same scenes give the same texts.
 */
export function composeRationales(told: readonly Told[]): Rationale[] {
  const tellings = told.map(({ scene, sight }) => tell(scene, sight));
  const [location, exposure, nextAction, criticalRisk] = RATIONALE_PARTS.map((part) =>
    unlike(
      tellings.map((telling, index) =>
        candidates(telling[part], seeded(sceneSeed(told[index]!.scene, `words/${part}`))),
      ),
    ),
  ) as [string[], string[], string[], string[]];
  return told.map((_, index) => ({
    location: location[index]!,
    exposure: exposure[index]!,
    nextAction: nextAction[index]!,
    criticalRisk: criticalRisk[index]!,
  }));
}

/** Rounds in which every text is chosen anew against all the others. */
const ROUNDS = 4;

type Candidate = {
  readonly text: string;
  readonly runs: ReadonlySet<string>;
  readonly sentences: readonly string[];
};

/** One of each scene's texts, so that they are as little alike as choosing one after another can make them. */
function unlike(choices: readonly (readonly string[])[]): string[] {
  const candidates = choices.map((texts) => texts.map(weigh));
  const chosen: Candidate[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, texts] of candidates.entries()) {
      chosen[index] = leastLike(
        texts,
        chosen.filter((_, other) => other !== index),
      );
    }
  }
  return chosen.map(({ text }) => text);
}

function weigh(text: string): Candidate {
  return { text, runs: runsOf(text), sentences: text.split(/(?<=\.) /) };
}

/** Every text that the slots allow, in a chance order. */
function candidates(slots: Slots, random: Random): string[] {
  const texts = slots.reduce<string[]>(
    (starts, slot) => starts.flatMap((start) => slot.map((next) => (start ? `${start} ${next}` : next))),
    [""],
  );
  for (let last = texts.length - 1; last > 0; last -= 1) {
    const other = random.whole(0, last);
    [texts[last], texts[other]] = [texts[other]!, texts[last]!];
  }
  return texts;
}

/** What another text with the same sentence costs: short sentences would be said again and again else. */
const SAID_BEFORE = 0.04;

/** The text whose nearest likeness is the smallest, and whose sentences are the least worn. */
function leastLike(texts: readonly Candidate[], others: readonly Candidate[]): Candidate {
  const said = new Map<string, number>();
  for (const { sentences } of others) {
    for (const sentence of sentences) said.set(sentence, (said.get(sentence) ?? 0) + 1);
  }
  let best: { text: Candidate; cost: number } | null = null;
  for (const text of texts) {
    let [nearest, all] = [0, 0];
    for (const { runs } of others) {
      const alike = likeness(text.runs, runs);
      nearest = Math.max(nearest, alike);
      all += alike;
    }
    const worn = text.sentences.reduce((sum, sentence) => sum + (said.get(sentence) ?? 0), 0);
    const cost = nearest + all / (others.length + 1) + worn * SAID_BEFORE;
    if (!best || cost < best.cost) best = { text, cost };
  }
  if (!best) throw new Error("There is nothing to say.");
  return best.text;
}
