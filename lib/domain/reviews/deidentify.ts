import { RATIONALE_PARTS, type Rationale } from "../rationale";

/**
 * Models and families whose names in a text would tell where it comes from: those of the paper's Table 2 and the
 * makers that models call themselves after.
 */
const KNOWN_NAMES = [
  "SurGo-R1",
  "SurGo",
  "Qwen",
  "QwenVL",
  "InternVL",
  "Ovis",
  "EndoChat",
  "Hulu-Med",
  "QoQ-Med",
  "ChatGPT",
  "GPT-4",
  "OpenAI",
  "Gemini",
  "Claude",
  "Anthropic",
  "LLaVA",
  "Llama",
  "DeepSeek",
  "Alibaba",
];

const LABELS =
  /^(?:location|(?:critical |main )?risks?|critical risk reminder|exposure(?: quality| adequacy)?|next (?:action|step)s?)\s*[:：]\s*/i;
const NUMBERS = String.raw`[[(]\s*-?\d+(?:\.\d+)?(?:\s*,\s*-?\d+(?:\.\d+)?){3}\s*[\])]`;
/** Four numbers in brackets, with the words that lead to them: no clinician writes where a zone is like this. */
const COORDINATES = new RegExp(
  String.raw`\s*(?:\b(?:at|in|within|by|with)\s+)?(?:(?:the\s+)?(?:bounding\s+box|bbox(?:_2d)?|box|coordinates)\s*(?:of|at|is|are|:|=)?\s*)?${NUMBERS}`,
  "gi",
);
const SELF_MENTION =
  /\b(?:as|being) an? (?:[\w-]+[ -]){0,4}?(?:AI|language model|vision model|assistant|LLM|VLM|MLLM)\b[^,.;]*[,.;]?\s*/gi;
const MARKUP = /<\/?[a-z|][^<>]{0,80}>/gi;
const INVISIBLE = /\p{Cf}|\p{Extended_Pictographic}|\uFE0F/gu;
/** What stands where nothing is said. */
const NOTHING = /^(?:n\/?a|null|undefined|nil|not (?:applicable|available|stated))?[.\-–]*$/i;

/**
 * A rationale with what would tell its origin taken out of its form: markup, lists, labels said twice, coordinates,
 * names of models, ways of writing quotes and dashes. Its words are not rewritten, so that length and style stay
 * what they are.
 *
 * @param names what the sources of the review are called
 * @returns null where a part says nothing
 */
export function deidentifyRationale(rationale: Rationale, names: readonly string[]): Rationale | null {
  const mentions = mentionsOf([...names, ...KNOWN_NAMES]);
  const parts = RATIONALE_PARTS.map((part) => [part, deidentify(rationale[part], mentions)] as const);
  if (parts.some(([, text]) => text === "")) return null;
  return Object.fromEntries(parts) as Rationale;
}

/** A name with what often hangs on it: a version, a size, a variant ("Qwen3-VL-8B-Instruct"). */
function mentionsOf(names: readonly string[]): RegExp {
  const told = [...new Set(names.map((name) => name.trim()).filter((name) => name.length >= 3))]
    // The longest first, so that no rest of a name is left standing.
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  return new RegExp(
    String.raw`(?<![\p{L}\d])(?:the )?(?:${told.join("|")})[\d.]*(?:-[\w.]+)*(?![\p{L}\d])`,
    "giu",
  );
}

function deidentify(text: string, mentions: RegExp): string {
  const lines = text
    .normalize("NFC")
    .replaceAll(MARKUP, " ")
    .replaceAll(INVISIBLE, "")
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‘’‚`´]/g, "'")
    .replaceAll("…", "...")
    .split(/\r\n?|\n/)
    .map(plainLine)
    .filter((line) => line !== "");
  const sentence = lines
    .map((line, index) => (index < lines.length - 1 && /[\p{L}\d)"']$/u.test(line) ? `${line};` : line))
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .replace(LABELS, "")
    .replaceAll(COORDINATES, "")
    .replaceAll(SELF_MENTION, "")
    .replaceAll(mentions, "the reader")
    .replaceAll(/\s*—\s*|\s+(?:–|--?)\s+/g, " – ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\s+([,.;:])/g, "$1")
    .replaceAll(/[,;:]+(?=[.!?])/g, "")
    .trim();
  if (NOTHING.test(sentence)) return "";
  const capital = sentence.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return /[.!?]["')]?$/.test(capital) ? capital : `${capital.replace(/[,;:–-]+$/, "").trimEnd()}.`;
}

/** A line without the marks of a list, a heading or emphasis. */
function plainLine(line: string): string {
  return line
    .replace(/^\s*(?:#{1,6}\s+|>\s+|[-*+•]\s+|\(?\d{1,2}[.)]\s+|\(?[a-d]\)\s+)+/, "")
    .replaceAll(/\*\*|__|~~/g, "")
    .replaceAll(/(?<![\w*])[*_](\S(?:.*?\S)?)[*_](?![\w*])/g, "$1")
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .trim();
}
