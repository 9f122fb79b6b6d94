import fc from "fast-check";
import { expect } from "vitest";
import { englishPhaseNames, PHASES, type Phase } from "@/lib/domain/phases";
import type { Rationale } from "@/lib/domain/rationale";
import { USUAL_BOXES } from "../answers/box-convention";
import { parseBox } from "../answers/parse-box";
import { parsePhase } from "../answers/parse-phase";
import { parseRationale } from "../answers/parse-rationale";
import { stripThinking } from "../answers/strip-thinking";
import { PART_TITLES, PHASE_FORMS, RATIONALE_FORMS, THINKING_FORMS } from "../forms/answer-forms";
import { boxForms, type Corners } from "../forms/box-forms";

/** What a model means by both of its turns. */
type Meant = { readonly phase: Phase; readonly box: Corners; readonly rationale: Rationale };

type Answer = Meant & {
  readonly turn1: string;
  readonly turn2: string;
  /** What happened to the words after they were written. */
  readonly damage: string | null;
};

const SLOWEST_MS = 1_000;
const FRAME = { width: 1_000, height: 1_000 };

const corners = fc
  .tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 20, max: 480 })))
  .map(([x, y, width, height]): Corners => [x!, y!, x! + width! + 1, y! + height! + 1]);
const sentence = (...words: string[]) =>
  fc
    .array(fc.constantFrom(...words), { minLength: 3, maxLength: 8 })
    .map((chosen) => `Seen ${chosen.join(" ")}.`);
const rationale = fc.record({
  location: sentence("beside", "the", "infundibulum", "lateral", "of", "duct"),
  exposure: sentence("enough", "is", "retracted", "and", "dry", "here"),
  nextAction: sentence("open", "the", "peritoneum", "by", "hook", "bluntly"),
  criticalRisk: sentence("mistaking", "hepatic", "artery", "for", "cystic", "one"),
});

/** A draft that a model tries out while it thinks; none of it may be read. */
const draft = (phase: Phase): string =>
  `First idea, Answer: ${PHASES[(PHASES.indexOf(phase) + 1) % 4]}. Location: drafted. Go Zone: [1, 2, 13, 14], so no.`;
/** A box in a sentence is read where no other stands there; beside sections it would be a part of them. */
const BOXES = Object.entries(boxForms).filter(([name]) => name !== "sentence");

/** Signs that may be lost, doubled or put in without the words or the numbers becoming others. */
const SIGNS = ["[", "]", "{", "}", "(", ")", '"', "`", "*", "<", ">", "|", "\n", ":", ","];
const DAMAGES: Readonly<Record<string, (text: string, at: number, sign: string) => string>> = {
  "the end is lost": (text, at) => text.slice(0, Math.floor(text.length * at)),
  "a sign is lost": (text, at, sign) => {
    const places = [...text].flatMap((each, index) => (each === sign ? [index] : []));
    const place = places[Math.floor(places.length * at)];
    return place === undefined ? text : [...text].toSpliced(place, 1).join("");
  },
  "a sign is put in": (text, at, sign) => {
    const letters = [...text];
    return letters.toSpliced(Math.floor(letters.length * at), 0, sign).join("");
  },
};

const answer: fc.Arbitrary<Answer> = fc
  .record({
    phase: fc.constantFrom(...PHASES),
    ...{ box: corners, rationale },
    thinking: fc.constantFrom(...THINKING_FORMS),
    phaseForm: fc.constantFrom(...PHASE_FORMS),
    rationaleForm: fc.constantFrom(...RATIONALE_FORMS),
    boxForm: fc.constantFrom(...BOXES.map(([, write]) => write)),
    gap: fc.constantFrom("\n", "\n\n", "\r\n\r\n"),
    damage: fc.option(
      fc.tuple(
        fc.constantFrom(...Object.keys(DAMAGES)),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.constantFrom(...SIGNS),
      ),
    ),
  })
  .map(({ phase, box, rationale, thinking, phaseForm, rationaleForm, boxForm, gap, damage }) => {
    const texts = [rationale.location, rationale.exposure, rationale.nextAction, rationale.criticalRisk];
    const parts = PART_TITLES.map((title, index) => rationaleForm(title, texts[index]!, index));
    const before = thinking(draft(phase));
    const words = [
      before + phaseForm(phase, englishPhaseNames[phase]),
      `${before}${parts.join("\n")}${gap}${boxForm(box)}`,
    ];
    const [turn1, turn2] = damage
      ? words.map((text) => DAMAGES[damage[0]]!(text, damage[1], damage[2]))
      : words;
    const changed = turn1 !== words[0] || turn2 !== words[1];
    return {
      ...{ phase, box, rationale, turn1: turn1!, turn2: turn2! },
      damage: changed ? damage![0] : null,
    };
  });

/**
 * Reads answers that a generator has written in the ways of models, and perhaps damaged. What was not damaged is read
 * as it was meant; of what was, there is what was meant or a reason, and never another phase or another box.
 */
export function tryAnswers(runs: number): void {
  fc.assert(fc.property(answer, tryAnswer), { numRuns: runs });
}

const isUnmarked = (turn: string): boolean => /^First idea[^>]*$/.test(turn);

function tryAnswer({ phase, box, rationale, turn1, turn2, damage }: Answer): void {
  const began = performance.now();
  const named = parsePhase(stripThinking(turn1));
  const words = stripThinking(turn2);
  const drawn = parseBox(words, USUAL_BOXES, FRAME, FRAME, damage === "the end is lost");
  const said = parseRationale(words);
  expect(performance.now() - began).toBeLessThan(SLOWEST_MS);
  // Thinking that was opened in the prompt and is cut off before it closes shows nowhere.
  if (damage === "the end is lost" && [turn1, turn2].some(isUnmarked)) return;
  if (damage === null) {
    expect(named).toMatchObject({ phase });
    expect(drawn).toEqual({ box });
    expect(said).toEqual(rationale);
    return;
  }
  if ("phase" in named) expect(named.phase).toBe(phase);
  else expect(named.problem).not.toBe("");
  if ("box" in drawn) expect(drawn.box).toEqual(box);
  else expect(drawn.problem).not.toBe("");
  expect(JSON.stringify(said)).not.toContain("drafted");
}
