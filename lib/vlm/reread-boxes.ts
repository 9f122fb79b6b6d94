import type { Size } from "@/lib/domain/geometry";
import { consensusZone } from "@/lib/domain/scoring/consensus-zone";
import { type Zone, zoneOfBox } from "@/lib/domain/scoring/zone";
import { parseBox } from "./answers/parse-box";
import { parsePhase } from "./answers/parse-phase";
import { parseRationale } from "./answers/parse-rationale";
import { stripThinking } from "./answers/strip-thinking";
import { boxesOf, CUT_OFF, type ReaderDescription, type Reading } from "./reading";
import { partsOfError, readingError } from "./reading-error";

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
    const before = partsOfError(reading.error);
    const { box, error } = read(reading.raw[turn], before.zone);
    return { ...reading, box, error: readingError({ ...before, zone: error }) };
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
    error: readingError({
      phase: phase ? ("problem" in phase ? phase.problem : null) : partsOfError(reading.error).phase,
      zone: counts.error,
    }),
  };
}
