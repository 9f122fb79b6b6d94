import { createRequire } from "node:module";
import path from "node:path";
import { packedFont, type Weight } from "./packed-letters";

/** Latin, Greek and Cyrillic are one; Chinese, Japanese and Korean another. */
type Script = "latin" | "arabic" | "hebrew" | "thai" | "devanagari" | "georgian" | "armenian" | "han";

const FILES = {
  latin: {
    regular: "ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf",
    bold: "ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf",
  },
  arabic: {
    regular: "noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
    bold: "noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf",
  },
} as const;

/** The fonts that every document knows, by the names that `piecesOf` gives: from their packages, never from the network. */
export function commonFonts(weight: Weight): [font: string, file: string][] {
  const require = createRequire(path.resolve("package.json"));
  return Object.entries(FILES).map(([font, files]) => [
    font,
    require.resolve(`@expo-google-fonts/${files[weight]}`),
  ]);
}

const SCRIPTS: readonly (readonly [Script, RegExp])[] = [
  ["arabic", /\p{Script=Arabic}/u],
  ["hebrew", /\p{Script=Hebrew}/u],
  ["thai", /\p{Script=Thai}/u],
  ["devanagari", /[\p{Script=Devanagari}\u0964\u0965]/u],
  ["georgian", /\p{Script=Georgian}/u],
  ["armenian", /\p{Script=Armenian}/u],
  [
    "han",
    /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u,
  ],
];
/** Marks belong to the letter before them. */
const MARK = /\p{Script=Inherited}/u;

/** A stretch of a text in one script. */
type Run = { readonly script: Script; readonly text: string };

/** Whether a script runs from the right to the left. */
const runsLeft = ({ script }: Run): boolean => script === "arabic" || script === "hebrew";

/** A text cut where its script changes. Spaces stay with their neighbours, but never end a run from the right. */
export function runsOf(text: string): Run[] {
  const runs: { script: Script; text: string }[] = [];
  let spaces = "";
  for (const letter of text) {
    const last = runs.at(-1);
    if (/\s/u.test(letter)) spaces += letter;
    else {
      const script = MARK.test(letter) && last ? last.script : scriptOf(letter);
      const goesOn = last?.script === script;
      if (last && (goesOn || !runsLeft(last))) {
        last.text += spaces;
        spaces = "";
      }
      if (goesOn) last.text += letter;
      else runs.push({ script, text: spaces + letter });
      spaces = "";
    }
  }
  const last = runs.at(-1);
  if (last && !runsLeft(last)) last.text += spaces;
  else if (spaces !== "") runs.push({ script: "latin", text: spaces });
  return runs;
}

function scriptOf(letter: string): Script {
  return SCRIPTS.find(([, letters]) => letters.test(letter))?.[0] ?? "latin";
}

/** A stretch of a text that one font draws. */
export type Piece = Run & { readonly font: string };

/** A text cut where its font changes: Chinese, Japanese and Korean letters lie in many, and spaces in few. */
export function piecesOf(text: string): Piece[] {
  return runsOf(text).flatMap((run): Piece[] => {
    if (run.script === "latin" || run.script === "arabic") return [{ ...run, font: run.script }];
    const pieces: { script: Script; font: string; text: string }[] = [];
    for (const letter of run.text) {
      const last = pieces.at(-1);
      const font = (MARK.test(letter) && last?.font) || (packedFont(letter) ?? "latin");
      if (last?.font === font) last.text += letter;
      else pieces.push({ script: font === "latin" ? "latin" : run.script, font, text: letter });
    }
    return pieces;
  });
}

/** What has a direction of its own, from the left to the right. */
const RUNS_RIGHT = /\p{L}/u;

/**
 * Pieces as they stand in a line that runs from the left. Neighbours from the right follow each other from the right,
 * with what stands between them where that has no direction of its own: spaces, a hyphen, a number.
 */
export function inSight(pieces: readonly Piece[]): Piece[] {
  const seen: Piece[] = [];
  for (let at = 0; at < pieces.length; at++) {
    let end = at;
    if (runsLeft(pieces[at]!)) {
      for (let next = at + 1; next < pieces.length; next++) {
        if (runsLeft(pieces[next]!)) end = next;
        else if (RUNS_RIGHT.test(pieces[next]!.text)) break;
      }
    }
    seen.push(...pieces.slice(at, end + 1).toReversed());
    at = end;
  }
  return seen;
}
