import { createRequire } from "node:module";
import path from "node:path";
import { hanFont, type Weight } from "./han-letters";

/** Latin, Greek and Cyrillic are one; Chinese and Japanese another. */
type Script = "latin" | "arabic" | "han";

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

const ARABIC = /\p{Script=Arabic}/u;
const HAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;
/** Marks belong to the letter before them. */
const MARK = /\p{Script=Inherited}/u;

/** A stretch of a text in one script. */
type Run = { readonly script: Script; readonly text: string };

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
      if (last && (goesOn || last.script !== "arabic")) {
        last.text += spaces;
        spaces = "";
      }
      if (goesOn) last.text += letter;
      else runs.push({ script, text: spaces + letter });
      spaces = "";
    }
  }
  const last = runs.at(-1);
  if (last && last.script !== "arabic") last.text += spaces;
  else if (spaces !== "") runs.push({ script: "latin", text: spaces });
  return runs;
}

function scriptOf(letter: string): Script {
  if (ARABIC.test(letter)) return "arabic";
  return HAN.test(letter) ? "han" : "latin";
}

/** A stretch of a text that one font draws. */
export type Piece = Run & { readonly font: string };

/** A text cut where its font changes: Chinese and Japanese letters lie in many. */
export function piecesOf(text: string): Piece[] {
  return runsOf(text).flatMap((run): Piece[] => {
    if (run.script !== "han") return [{ ...run, font: run.script }];
    const pieces: { script: Script; font: string; text: string }[] = [];
    for (const letter of run.text) {
      const font = hanFont(letter) ?? "latin";
      const last = pieces.at(-1);
      if (last?.font === font) last.text += letter;
      else pieces.push({ script: "han", font, text: letter });
    }
    return pieces;
  });
}
