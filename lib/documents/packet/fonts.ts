import { createRequire } from "node:module";
import path from "node:path";

export type Weight = "regular" | "bold";

/** Which letters a file draws: Latin, Greek and Cyrillic in one; Arabic; Chinese and Japanese. */
export const SCRIPTS = ["latin", "arabic", "han"] as const;
export type Script = (typeof SCRIPTS)[number];

const FILES: Readonly<Record<Script, Readonly<Record<Weight, string>>>> = {
  latin: {
    regular: "ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf",
    bold: "ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf",
  },
  arabic: {
    regular: "noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
    bold: "noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf",
  },
  han: {
    regular: "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    bold: "noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf",
  },
};

/** The file of a script in a weight: from its package, never from the network. */
export function fontFile(script: Script, weight: Weight): string {
  const require = createRequire(path.resolve("package.json"));
  return require.resolve(`@expo-google-fonts/${FILES[script][weight]}`);
}

const ARABIC = /\p{Script=Arabic}/u;
const HAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;
/** Marks belong to the letter before them. */
const MARK = /\p{Script=Inherited}/u;

/** A stretch of a text that one file draws. */
export type Run = { readonly script: Script; readonly text: string };

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
