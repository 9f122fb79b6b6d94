import type { Size } from "@/lib/domain/geometry";
import { consensusZone } from "@/lib/domain/scoring/consensus-zone";
import { type Zone, zoneOfBox } from "@/lib/domain/scoring/zone";
import { parseBox } from "./answers/parse-box";
import { parsePhase } from "./answers/parse-phase";
import { parseRationale } from "./answers/parse-rationale";
import { stripThinking } from "./answers/strip-thinking";
import { boxesOf, CUT_OFF, type ReaderDescription, type Reading } from "./reading";

/**
 * Reads the boxes of an answer again by another unit or order, from the model's own words: nothing is asked.
 *
 * @param reading as it was read before
 * @param parameters as it is to be read
 * @param sent the picture's size as the model was sent it, in pixels
 * @param frame natural pixels
 */
export function rereadBoxes(
  reading: Reading,
  parameters: ReaderDescription["parameters"],
  sent: Size,
  frame: Size,
): Reading {
  const convention = boxesOf(parameters);
  const read = (text: string | null, error: string | null): { box: Zone | null; error: string | null } => {
    if (text === null) return { box: null, error };
    const cutOff = error?.includes(CUT_OFF) ?? false;
    const answer = parseBox(stripThinking(text), convention, sent, frame, cutOff);
    if ("box" in answer) return { box: zoneOfBox(answer.box), error: null };
    return { box: null, error: answer.problem + (cutOff ? CUT_OFF : "") };
  };
  const turn = parameters.singleTurn ? "turn1" : "turn2";
  if (reading.samples === null) {
    if (reading.raw[turn] === null) return reading;
    const { box, error } = read(reading.raw[turn], zonePart(reading.error));
    return { ...reading, box, error: sentences(phasePart(reading.error), error) };
  }
  const samples = reading.samples.map((sample) => ({ ...sample, ...read(sample.raw, sample.error) }));
  const counts = samples[consensusZone(samples.map(({ box }) => box)) ?? 0]!;
  const words = stripThinking(counts.raw ?? "");
  const phase = parameters.singleTurn ? parsePhase(words) : null;
  return {
    ...reading,
    ...(phase && { phase: "phase" in phase ? phase.phase : null }),
    box: counts.box,
    samples,
    raw: { ...reading.raw, [turn]: counts.raw },
    rationale: counts.raw === null ? null : parseRationale(words),
    error: sentences(
      phase ? ("problem" in phase ? `Phase: ${phase.problem}.` : null) : phasePart(reading.error),
      counts.error,
    ),
  };
}

const ZONE = /(?:^| )Go Zone: /;

/** What an error says of the phase; null when it says nothing. */
function phasePart(error: string | null): string | null {
  return error?.startsWith("Phase: ") ? error.split(ZONE)[0]! : null;
}

function zonePart(error: string | null): string | null {
  return error?.split(ZONE)[1] ?? null;
}

function sentences(phase: string | null, zone: string | null): string | null {
  return [phase, zone === null ? null : `Go Zone: ${zone}.`].filter(Boolean).join(" ") || null;
}
