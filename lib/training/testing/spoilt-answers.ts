import { type RandomNumbers, seededRandom } from "@/lib/domain/statistics/random";
import { lexiconAsJson } from "@/lib/recall/lexicon/as-json";
import { entityKeys } from "@/lib/recall/recall-rationale";
import { USUAL_BOXES } from "@/lib/vlm/answers/box-convention";
import { findBoxTexts } from "@/lib/vlm/answers/find-box-texts";
import { parseBox } from "@/lib/vlm/answers/parse-box";
import { parsePhase } from "@/lib/vlm/answers/parse-phase";
import { parseRationale } from "@/lib/vlm/answers/parse-rationale";
import { stripThinking } from "@/lib/vlm/answers/strip-thinking";
import { rewardsOf, type Truth } from "../rewards";
import { spoil } from "../spoil";
import { type Vector, vectorsOf } from "../vectors";

/** What one side makes of a turn, step by step. */
function readingOf(turn: string, { width, height }: Truth) {
  const words = stripThinking(turn);
  const phase = parsePhase(words);
  const box = parseBox(words, USUAL_BOXES, { width, height }, { width, height });
  const rationale = parseRationale(words);
  return {
    words,
    phase: "phase" in phase ? phase.phase : null,
    boxes: findBoxTexts(words).map(({ span, likelihood }) => [...span, likelihood]),
    box: "box" in box ? box.box : null,
    rationale,
    keys: rationale && entityKeys(rationale),
  };
}

/** A line of the vectors with what every step of the reading makes of its turns. */
export function withReadings(vector: Vector) {
  const { turn1, turn2, truth } = vector;
  return {
    ...vector,
    readings: [turn1, turn2].map((turn) => (turn === null ? null : readingOf(turn, truth))),
  };
}

/** Every string of the lexicon: forms, names, irregular forms. */
const FORMS = [...lexiconAsJson().matchAll(/"([^"]+)"/g)].map(([, form]) => form!);
const ENDINGS = [
  "",
  "",
  "",
  "s",
  "es",
  "ed",
  "ing",
  "d",
  "er",
  "ly",
  "’s",
  "'s",
  "n’t",
  "nt",
  "s’",
  "ae",
  "ation",
];
const JOINTS = [
  ...[
    " ",
    " ",
    " ",
    " ",
    ", ",
    " and ",
    " or ",
    " the ",
    " of ",
    ". ",
    "; ",
    ": ",
    " — ",
    " – ",
    "-",
    "‐",
    "/",
    "\n",
    " but ",
  ],
  ...[
    " is ",
    " may be ",
    " cannot be ",
    " can’t ",
    " e.g. ",
    " etc. ",
    " 3.5 mm ",
    "... ",
    " (",
    ") ",
    " “",
    "” ",
    " 🫀 ",
  ],
  ...[
    " while ",
    " both ",
    " which ",
    " so ",
    " then ",
    ", the inflamed ",
    " in view ",
    "\u2028",
    "\u00a0",
    "ß",
    "胆囊 ",
  ],
];
/** As others write it: British or American, with an accent, in capitals, doubled. */
const SPELLINGS: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => word,
  (word) => word.replace("iz", "is").replace("hem", "haem").replace("esoph", "oesoph").replace("or", "our"),
  (word) => word.replace("e", "é").replace("i", "ï"),
  (word) => word.replace("e", "e\u0301").replace("fi", "ﬁ"),
  (word) => word.toUpperCase(),
  (word) => word.replace(/y$/, "ies"),
  (word) => word.replace(/e$/, "ing"),
  (word) => word.replace(/(.)$/, "$1$1ed"),
  (word) => word.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
];

/** Words of the lexicon and what stands between words, as they come. */
function saladBy(random: RandomNumbers): string {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const words = Array.from(
    { length: 2 + Math.floor(random() * 14) },
    () => pick(SPELLINGS)(pick(FORMS)) + pick(ENDINGS) + pick(JOINTS),
  );
  return words.join("");
}

/** Answers that were spoilt by chance, each as a line of the vectors with what every step of the reading makes of it. */
export function* spoiltAnswers(count: number, seed: number): Generator<object> {
  const random = seededRandom(seed);
  const wholes = [vectorsOf(false), vectorsOf(true)] as const;
  for (let i = 0; i < count; i++) {
    const singleTurn = random() < 0.2;
    const from = wholes[singleTurn ? 1 : 0];
    const { truth, ...whole } = from[Math.floor(random() * from.length)]!;
    const turnOf = (turn: string): string =>
      random() < 0.3 ? turn.replaceAll(/(?<=: |": ")[^"\n]+/g, () => saladBy(random)) : spoil(turn, random);
    const said = { turn1: turnOf(whole.turn1), turn2: whole.turn2 === null ? null : turnOf(whole.turn2) };
    const rewards = rewardsOf(said, truth, { singleTurn });
    yield { ...withReadings({ ...said, truth, rewards }), singleTurn };
  }
}
