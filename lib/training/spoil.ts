import type { RandomNumbers } from "@/lib/domain/statistics/random";

/** What is put in: signs that answers are made of, spaces of every kind, letters that look like others, halves of one. */
const PIECES = [
  ..."[](){}<>|\"'`*_#:;,.!?-–—/\\=$&%+~^@ \n\t\r\v\f0123456789aAbBcCdDeEiIxXyY",
  ..."\u00a0\u1680\u2003\u2028\u2029\u202f\u3000\ufeff\u200b\u00ad\u0130\u0131\u017f\u212a\u00b5\u00df\u0301\u0660\u0967",
  ..."：，、。［］（）｛｝＜＞１２３ＢＤ“”‘’【】〔〕◁▷‐‑×−",
  "\ud83e\udec0",
  "\ud835\udc01",
  "\ud83e",
  "\udec0",
  "\u0000",
  "\r\n",
  "\n\n",
  "<think>",
  "</think>",
  "◁think▷",
  "[THINK]",
  "[/THINK]",
  "<|channel|>final<|message|>",
  "<|channel>thought",
  "<channel|>",
  "analysisWe",
  "assistantfinal",
  "<answer>",
  "</answer>",
  "<musing>",
  "</musing>",
  "&lt;think&gt;",
  "/think>",
  "Thinking:\n",
  "\nAnswer:",
  "```",
  "```json\n",
  '{"bbox_2d": [',
  "<|box_start|>",
  "<box>",
  "[1, 2, 30, 40]",
  "(1,2),(30,40)",
  "\n12\n",
  "\n12, 20, 300, 400\n",
  "x1=1.5, y1: 2., x2=.5e3, y2=+4e2",
  "box_2d",
  "go zone",
  "Phase B",
  "not ",
  "avoid ",
  "n’t ",
  "rather than ",
  "haemorrhage ",
  "\nLocation: ",
  " Exposure: ",
  "**Next action** (now): ",
  "| Risk | ",
  "'location': '",
  "1e400",
  "00012",
  "-0",
  "1.",
  ".5",
];

/** What happens to a text: where, by chance. */
const WAYS: readonly ((text: string, random: RandomNumbers) => string)[] = [
  (text, random) => text.slice(0, placeIn(text, random)),
  (text, random) => text.slice(placeIn(text, random)),
  (text, random) => without(text, placeIn(text, random), 1),
  (text, random) => without(text, placeIn(text, random), 1 + Math.floor(random() * 12)),
  (text, random) => putIn(text, placeIn(text, random), pieceBy(random)),
  (text, random) => putIn(text, placeIn(text, random), pieceBy(random)),
  (text, random) => putIn(text, placeIn(text, random), pieceBy(random).repeat(2 + Math.floor(random() * 40))),
  (text, random) => {
    const at = placeIn(text, random);
    return putIn(without(text, at, 1), at, pieceBy(random));
  },
  (text, random) => {
    const [from, length] = [placeIn(text, random), Math.floor(random() * 80)];
    return putIn(text, placeIn(text, random), text.slice(from, from + length));
  },
  (text) => text + text,
  (text) => text.replaceAll("\n", "\r\n"),
  (text, random) => text.replaceAll(" ", () => (random() < 0.2 ? pieceBy(random) : " ")),
  (text, random) => text.replaceAll(/\d+/g, (digits) => (random() < 0.3 ? pieceBy(random) : digits)),
  (text) => text.toUpperCase(),
];

/** An answer that was spoilt once or a few times, as writing and sending do and as nobody would expect. */
export function spoil(text: string, random: RandomNumbers): string {
  let spoilt = text;
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
    spoilt = WAYS[Math.floor(random() * WAYS.length)]!(spoilt, random);
  }
  return spoilt;
}

function placeIn(text: string, random: RandomNumbers): number {
  return Math.floor(random() * (text.length + 1));
}

function pieceBy(random: RandomNumbers): string {
  return PIECES[Math.floor(random() * PIECES.length)]!;
}

function without(text: string, at: number, length: number): string {
  return text.slice(0, at) + text.slice(at + length);
}

function putIn(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}
