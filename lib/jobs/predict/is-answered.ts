import type { ReaderDescription, Reading } from "@/lib/vlm/reading";

/**
 * Whether the model had its say on everything it was to be asked. Where the server refused a question or broke down
 * over it there are no words: that is no answer of the model's, whereas words that nobody understands are one.
 */
export function isAnswered(
  { phase, raw, samples }: Reading,
  { rectify, singleTurn }: Pick<ReaderDescription["parameters"], "rectify" | "singleTurn">,
): boolean {
  if (raw.turn1 === null || samples?.some((sample) => sample.raw === null)) return false;
  // Without a phase there is no definition, and the Go Zone is not asked for.
  const zoneAsked = !singleTurn && (phase !== null || rectify);
  return !zoneAsked || raw.turn2 !== null;
}
