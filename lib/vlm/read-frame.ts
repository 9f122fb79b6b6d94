import type { Phase } from "@/lib/domain/phases";
import { consensusZone } from "@/lib/domain/scoring/consensus-zone";
import { zoneOfBox } from "@/lib/domain/scoring/zone";
import { parseBox } from "./answers/parse-box";
import { type PhaseAnswer, parsePhase } from "./answers/parse-phase";
import { parseRationale } from "./answers/parse-rationale";
import { phaseProbabilities } from "./answers/phase-probabilities";
import { stripThinking } from "./answers/strip-thinking";
import type { Prompt } from "./prompts/load-prompt";
import {
  boxesOf,
  CUT_OFF,
  type FrameToRead,
  type ReaderDescription,
  type Reading,
  type Sample,
} from "./reading";
import { readingError } from "./reading-error";
import type { Ask } from "./server/ask-patiently";
import { constraintFields, logprobFields } from "./server/constrain";
import type { ChatMessage, ChatReply } from "./server/send-chat";
import { ServerFault } from "./server/server-fault";

/** All that is needed to read a frame. */
type Conversing = {
  readonly ask: Ask;
  readonly prompt: Prompt;
  readonly description: ReaderDescription;
};

/** Words, or why there are none. */
type Said = { readonly reply: ChatReply } | { readonly problem: string };

/**
 * The phase-then-go conversation about one frame: the phase as a multiple choice, then, in the same conversation and
 * with the phase's definition, the rationale and the Go Zone (paper, sections 3.4 and 4.1).
 *
 * Without a phase the second question is not asked: there is no definition to ask it by. Of several sampled boxes
 * the one that the others agree with most is the answer, with its own rationale and words.
 *
 * @throws ServerUnavailable, or the signal's reason
 */
export async function readFrame(
  conversing: Conversing,
  frame: FrameToRead,
  signal: AbortSignal,
): Promise<Reading> {
  return conversing.description.parameters.singleTurn
    ? readInOneTurn(conversing, frame, signal)
    : readInTwoTurns(conversing, frame, signal);
}

async function readInTwoTurns(
  conversing: Conversing,
  frame: FrameToRead,
  signal: AbortSignal,
): Promise<Reading> {
  const { prompt, description } = conversing;
  const { constraint, takes } = description.server;
  const { rectify, noDefinition, coordinates } = description.parameters;
  if (rectify && !frame.referencePhase) {
    return { ...nothing, error: "The reference has no phase for this frame to rectify with." };
  }
  const question = pictureMessage(frame, prompt.askPhase());
  const first = await say(conversing, [question], signal, {
    ...(constraint ? constraintFields[constraint] : {}),
    ...(takes.logprobs === "honoured" ? logprobFields : {}),
  });
  if ("problem" in first) return { ...nothing, error: readingError({ phase: first.problem, zone: null }) };
  const phase = readPhase(first.reply);
  const turn1 = first.reply.text;
  const told = rectify ? frame.referencePhase : phase.phase;
  if (!told) {
    return {
      ...nothing,
      raw: { turn1, turn2: null },
      error: `Phase: ${phase.problem}. The Go Zone was not asked for.`,
    };
  }
  const ask = prompt.askZone(told, { coordinates, frame: frame.image, withDefinition: !noDefinition });
  const conversation: ChatMessage[] = [
    question,
    { role: "assistant", content: stripThinking(turn1) },
    { role: "user", content: ask },
  ];
  const { zone, samples } = await readZones(conversing, conversation, frame, signal);
  return {
    phase: phase.phase,
    phaseProbabilities: phase.probabilities,
    box: zone.box,
    rationale: zone.raw === null ? null : parseRationale(stripThinking(zone.raw)),
    raw: { turn1, turn2: zone.raw },
    error: readingError({ phase: phase.problem, zone: zone.error }),
    samples,
  };
}

async function readInOneTurn(
  conversing: Conversing,
  frame: FrameToRead,
  signal: AbortSignal,
): Promise<Reading> {
  const { prompt, description } = conversing;
  const { coordinates, noDefinition } = description.parameters;
  const ask = prompt.askBoth({ coordinates, frame: frame.image, withDefinition: !noDefinition });
  const { zone, samples, reply } = await readZones(
    conversing,
    [pictureMessage(frame, ask)],
    frame,
    signal,
    description.server.takes.logprobs === "honoured" ? logprobFields : {},
  );
  if (!reply) return { ...nothing, samples, error: readingError({ phase: null, zone: zone.error }) };
  const phase = readPhase(reply);
  return {
    phase: phase.phase,
    phaseProbabilities: phase.probabilities,
    box: zone.box,
    rationale: parseRationale(stripThinking(reply.text)),
    raw: { turn1: reply.text, turn2: null },
    error: readingError({ phase: phase.problem, zone: zone.error }),
    samples,
  };
}

type Zones = {
  /** The answer: the only one, or the one of the samples that counts. */
  readonly zone: Sample;
  /** What the answer was read from. */
  readonly reply: ChatReply | null;
  readonly samples: readonly Sample[] | null;
};

/** Asks for the Go Zone: once, greedily, or once for each seed, one after the other, so that the prefix is cached. */
async function readZones(
  conversing: Conversing,
  messages: readonly ChatMessage[],
  frame: FrameToRead,
  signal: AbortSignal,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<Zones> {
  const { parameters, server } = conversing.description;
  const sampled = parameters.samples > 1;
  const asked: { sample: Sample; reply: ChatReply | null }[] = [];
  for (let i = 0; i < Math.max(1, parameters.samples); i++) {
    const seed = parameters.seed + i;
    const said = await say(conversing, messages, signal, {
      ...fields,
      temperature: parameters.temperature,
      ...(parameters.temperature > 0 && server.takes.seed !== "refused" ? { seed } : {}),
    });
    const zone =
      "reply" in said ? readZone(said.reply, conversing, frame) : { box: null, error: said.problem };
    asked.push({
      sample: { seed, raw: "reply" in said ? said.reply.text : null, ...zone },
      reply: "reply" in said ? said.reply : null,
    });
  }
  const samples = asked.map(({ sample }) => sample);
  const counts = asked[consensusZone(samples.map(({ box }) => box)) ?? 0]!;
  return { zone: counts.sample, reply: counts.reply, samples: sampled ? samples : null };
}

function readZone(
  reply: ChatReply,
  { description }: Conversing,
  frame: FrameToRead,
): Pick<Sample, "box" | "error"> {
  const answer = parseBox(
    stripThinking(reply.text),
    boxesOf(description.parameters),
    frame.image,
    frame,
    reply.cutOff,
  );
  if ("box" in answer) return { box: zoneOfBox(answer.box), error: null };
  return { box: null, error: answer.problem + cutOff(reply) };
}

type PhaseRead = {
  readonly phase: Phase | null;
  readonly probabilities: Record<Phase, number> | null;
  readonly problem: string | null;
};

function readPhase(reply: ChatReply): PhaseRead {
  const words = stripThinking(reply.text);
  const answer: PhaseAnswer = parsePhase(words);
  if ("problem" in answer)
    return { phase: null, probabilities: null, problem: answer.problem + cutOff(reply) };
  const probabilities =
    reply.tokens && answer.at !== null ? phaseProbabilities(reply.tokens, words, answer.at) : null;
  return { phase: answer.phase, probabilities, problem: null };
}

function cutOff(reply: ChatReply): string {
  return reply.cutOff ? CUT_OFF : "";
}

async function say(
  { ask, description }: Conversing,
  messages: readonly ChatMessage[],
  signal: AbortSignal,
  fields: Readonly<Record<string, unknown>>,
): Promise<Said> {
  const { parameters, server, model } = description;
  const body = { model, messages, temperature: 0, [server.takes.maxTokens]: parameters.maxTokens, ...fields };
  try {
    return { reply: await ask(body, signal) };
  } catch (cause) {
    if (!(cause instanceof ServerFault)) throw cause;
    return { problem: cause.message };
  }
}

/** The picture first, then the words: the order in which Qwen-VL is trained, and a prefix that turns share. */
function pictureMessage({ image }: FrameToRead, words: string): ChatMessage {
  const base64 = Buffer.from(image.bytes.buffer, image.bytes.byteOffset, image.bytes.byteLength).toString(
    "base64",
  );
  return {
    role: "user",
    content: [
      { type: "image_url", image_url: { url: `data:${image.mediaType};base64,${base64}` } },
      { type: "text", text: words },
    ],
  };
}

const nothing: Reading = {
  phase: null,
  phaseProbabilities: null,
  box: null,
  rationale: null,
  raw: { turn1: null, turn2: null },
  error: null,
  samples: null,
};
