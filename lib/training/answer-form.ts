/** A letter and nothing else: no full stop, no bracket, no Markdown. */
const LETTER = /^[A-D]$/;
/** How an answer to both questions at once begins. */
const PHASE_LINE = /^Phase: [A-D][^\S\n]{0,40}\n\s{0,40}/;
const LABELS = ["Location", "Exposure", "Next action", "Critical risk"];
const LABEL = /^(Location|Exposure|Next action|Critical risk):/m;

const SIDE = String.raw`\s{0,40}(\d{1,4}(?:\.\d{1,17})?)\s{0,40}`;
const ZONE = String.raw`\{\s{0,40}"bbox_2d"\s{0,40}:\s{0,40}\[${[SIDE, SIDE, SIDE, SIDE].join(",")}\]\s{0,40}(?:,\s{0,40}"label"\s{0,40}:\s{0,40}"[^"\\\n]{0,80}"\s{0,40})?\}`;
/** The Go Zone as the prompts ask for it, at the very end: an object, in a fence or without one. */
const LAST = [
  new RegExp(String.raw`\n\s{0,40}\x60\x60\x60(?:json)?\s{0,40}${ZONE}\s{0,40}\x60\x60\x60$`),
  new RegExp(String.raw`\n\s{0,40}${ZONE}$`),
];
/** What no part's words hold: another object, or a fence. */
const NO_WORDS = /[{}]|```/;

/** Whether an answer to the phase's question has the form that was asked for. @param words without thinking */
export function isPhaseForm(words: string): boolean {
  return LETTER.test(words);
}

/**
 * Whether an answer to the Go Zone's question has the form that was asked for: the four labelled parts in their order,
 * each with words, then the zone as one JSON object, in thousandths and in order; nothing before, nothing after.
 *
 * @param words without thinking
 */
export function isZoneForm(words: string): boolean {
  const zone = LAST.map((form) => form.exec(words)).find((match) => match !== null);
  if (!zone) return false;
  const [x1, y1, x2, y2] = zone.slice(1).map(Number);
  if (!(x1! < x2! && y1! < y2! && x2! <= 1_000 && y2! <= 1_000)) return false;
  const head = words.slice(0, zone.index);
  const [before, ...parts] = head.split(LABEL);
  if (before !== "" || NO_WORDS.test(head) || parts.length !== 2 * LABELS.length) return false;
  return LABELS.every((label, i) => parts[2 * i] === label && parts[2 * i + 1]!.trim() !== "");
}

/** The same of an answer to both questions at once: the phase as a part of its own before the others. */
export function isWholeForm(words: string): boolean {
  const phase = PHASE_LINE.exec(words);
  return phase !== null && isZoneForm(words.slice(phase[0].length));
}
