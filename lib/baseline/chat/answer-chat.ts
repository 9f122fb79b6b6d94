import { createHash } from "node:crypto";
import type { Box } from "@/lib/domain/geometry";
import { PHASES, type Phase } from "@/lib/domain/phases";
import { RATIONALE_PARTS, rationaleLabels } from "@/lib/domain/rationale";
import { bestBox, sampleBox } from "../fit/best-box";
import type { Remembered } from "../fit/example";
import { type Baseline, likeliest, mostAlike, phaseOdds, zoneMap } from "../fit/read-frame";
import type { Look } from "../look/look-at";
import { ChatError } from "./chat-error";
import type { ChatRequest, Conversation } from "./chat-request";
import { statedPhase } from "./stated-phase";
import { type Token, tokensOf } from "./tokens";

/** What a box is counted in: thousandths of the frame's sides, or pixels of the picture that was sent. */
export type Coordinates = "relative-1000" | "pixels";

type Odds = Readonly<Record<Phase, number>>;

type Request = Pick<ChatRequest, "temperature" | "structured_outputs"> & { readonly seed: number };

/** How an answer is chosen: greedily at temperature 0, else by chance, the same for the same seed. */
type Sampling = { readonly temperature: number; readonly seed: number };

/**
 * Answers the last question of a conversation about a frame: the letter of its phase; or, where a phase is given or
 * a box asked for, the four parts and the box.
 */
export function answerChat(
  request: Request,
  conversation: Pick<Conversation, "asked" | "answered">,
  baseline: Baseline,
  look: Look,
  coordinates: Coordinates,
): Token[] {
  const sampling = samplingOf(request);
  const odds = phaseOdds(baseline, look);
  const choices = request.structured_outputs?.choice;
  if (choices) return [{ text: pickPhase(odds, lettersOf(choices), look, sampling), odds }];
  const stated = statedPhase(conversation);
  const phase = stated ?? pickPhase(odds, PHASES, look, sampling);
  const letter: Token = { text: phase, odds };
  if (conversation.answered === null && !asksForBox(conversation.asked)) return [letter];
  const zone = tokensOf(zoneAnswer(baseline, look, phase, coordinates, sampling));
  if (conversation.answered !== null) return zone;
  return [...tokensOf("Phase: ").slice(0, -1), { ...letter, text: ` ${phase}` }, ...tokensOf("\n"), ...zone];
}

/**
 * Answers a question that came without a picture: with a letter, by how common each phase is. Programs that try out
 * what a server takes ask so.
 */
export function answerUnseen(request: Request, known: readonly Pick<Remembered, "phase">[]): Token[] {
  const odds = { A: 0, B: 0, C: 0, D: 0 };
  for (const { phase } of known) odds[phase] += 1 / known.length;
  const letters = lettersOf(request.structured_outputs?.choice ?? PHASES);
  return [{ text: pickPhase(odds, letters, { features: [] }, samplingOf(request)), odds }];
}

/** Below this all but the likeliest has no chance, and numbers get out of hand. */
const COLD = 1e-3;

function samplingOf({ temperature, seed }: Request): Sampling {
  return { temperature: !temperature || temperature < COLD ? 0 : temperature, seed };
}

/** A question about the phase alone speaks of Go Zones too, but of no box. */
function asksForBox(asked: string): boolean {
  return /bbox|bounding box|\bbox\b|coordinates/i.test(asked);
}

function lettersOf(choices: readonly string[]): Phase[] {
  const letters = choices.filter((choice) => /^[A-D]$/.test(choice)) as Phase[];
  if (letters.length === choices.length) return letters;
  throw new ChatError(
    400,
    "structured_outputs.choice: the letters A, B, C and D are all that can be chosen from.",
  );
}

function pickPhase(
  odds: Odds,
  among: readonly Phase[],
  look: Pick<Look, "features">,
  sampling: Sampling,
): Phase {
  const { temperature } = sampling;
  const allowed = { A: 0, B: 0, C: 0, D: 0 };
  for (const phase of among) allowed[phase] = Math.max(odds[phase], Number.MIN_VALUE);
  if (temperature === 0) return likeliest(allowed);
  const highest = allowed[likeliest(allowed)];
  const weights = among.map((phase) => (allowed[phase] / highest) ** (1 / temperature));
  const mark = chanceOf(sampling, "phase", look) * weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  for (const [index, phase] of among.entries()) {
    passed += weights[index]!;
    if (mark < passed) return phase;
  }
  return among[among.length - 1]!;
}

function zoneAnswer(
  baseline: Baseline,
  look: Look,
  phase: Phase,
  coordinates: Coordinates,
  sampling: Sampling,
): string {
  const map = zoneMap(baseline, look, phase);
  const { temperature } = sampling;
  const box =
    temperature === 0 ? bestBox(map) : sampleBox(map, temperature, chanceOf(sampling, "zone", look));
  const alike = mostAlike(baseline, look, phase);
  const parts = RATIONALE_PARTS.map((part) => {
    const text = alike?.rationale[part] ?? "Not known: no frame of this phase was learnt from.";
    return `${rationaleLabels[part]}: ${text.replaceAll(/\s+/g, " ")}`;
  });
  const numbers = inUnits(box, look, coordinates).join(", ");
  return `${parts.join("\n")}\n\n\`\`\`json\n{"bbox_2d": [${numbers}], "label": "Go Zone"}\n\`\`\``;
}

function inUnits(box: Box, { size }: Look, coordinates: Coordinates): number[] {
  const [across, down] = coordinates === "pixels" ? [size.width, size.height] : [1000, 1000];
  return box.map((share, side) => Math.round(share * (side % 2 === 0 ? across : down)));
}

/** 0 ≤ chance < 1, the same for the same seed, purpose and frame. */
function chanceOf({ seed }: Sampling, purpose: string, look: Pick<Look, "features">): number {
  const digest = createHash("sha256")
    .update(JSON.stringify([seed, purpose, look.features]))
    .digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
