import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import subsetFont from "subset-font";

export type Weight = "regular" | "bold";

/**
 * Where letters are looked for, first to last. Each package cuts its font into files, compressed and of all weights at
 * once: 22 MB for what would be some 130 MB in a file for each weight. Of Chinese, Japanese and Korean the files are
 * numbered, a hundred each, and hold some letters of other scripts; of the others one is named after the script.
 */
const FAMILIES = [
  "noto-sans-hebrew",
  "noto-sans-thai",
  "noto-sans-devanagari",
  "noto-sans-georgian",
  "noto-sans-armenian",
  "noto-sans-sc",
  "noto-sans-jp",
  "noto-sans-tc",
  "noto-sans-kr",
] as const;

const HANGUL = /\p{Script=Hangul}/u;

/** How heavy a weight is, on the fonts' own scale. */
const HEAVINESS: Readonly<Record<Weight, number>> = { regular: 400, bold: 600 };

/** One of a package's files, and the letters that it draws. */
type Slice = { readonly file: string; readonly letters: string };

const require = createRequire(path.resolve("package.json"));

let known: { slices: ReadonlyMap<string, Slice>; fontOf: ReadonlyMap<string, string> } | undefined;

/** The name of the font that draws a letter; null where none of these does. */
export const packedFont = (letter: string): string | null => index().fontOf.get(letter) ?? null;

/** Whether a font is one of those that `openPackedFont` opens. */
export const isPackedFont = (font: string): boolean => index().slices.has(font);

const opened = new Map<string, Promise<Uint8Array>>();

/** A font in one weight, as a file that pdfkit reads; unpacked once, in some 20 ms. */
export function openPackedFont(font: string, weight: Weight): Promise<Uint8Array> {
  const key = `${font} ${weight}`;
  const made = opened.get(key) ?? unpack(font, weight);
  opened.set(key, made);
  return made;
}

async function unpack(font: string, weight: Weight): Promise<Uint8Array> {
  const { file, letters } = index().slices.get(font)!;
  const variationAxes = { wght: HEAVINESS[weight] };
  return subsetFont(await readFile(require.resolve(file)), letters, { targetFormat: "sfnt", variationAxes });
}

/** What is where, from the packages' own lists; read when the first such letter comes. */
function index(): NonNullable<typeof known> {
  if (known) return known;
  const slices = new Map<string, Slice>();
  const fontOf = new Map<string, string>();
  for (const family of FAMILIES) {
    const ranges: Record<string, string> = JSON.parse(
      readFileSync(require.resolve(`@fontsource-variable/${family}/unicode.json`), "utf8"),
    );
    for (const [subset, range] of Object.entries(ranges)) {
      // The numbered ones, and the script's own; the others are Latin and its like, which another font draws.
      const part = /^\[(\d+)\]$/.exec(subset)?.[1] ?? (family.endsWith(`-${subset}`) ? subset : undefined);
      if (part === undefined) continue;
      const font = `${family} ${part}`;
      const letters = lettersIn(range);
      slices.set(font, {
        file: `@fontsource-variable/${family}/files/${family}-${part}-wght-normal.woff2`,
        letters: letters.join(""),
      });
      for (const letter of letters) {
        // The lists of Chinese and Japanese fonts name Korean letters that their files don't have.
        if (HANGUL.test(letter) && family !== "noto-sans-kr") continue;
        if (!fontOf.has(letter)) fontOf.set(letter, font);
      }
    }
  }
  known = { slices, fontOf };
  return known;
}

/** The letters of a list such as `U+4e00,U+4e8c-4e94`. */
function lettersIn(range: string): string[] {
  return range.split(",").flatMap((part) => {
    const [first, last = first] = part
      .trim()
      .slice("U+".length)
      .split("-")
      .map((digits) => Number.parseInt(digits, 16));
    return Array.from({ length: last! - first! + 1 }, (_, at) => String.fromCodePoint(first! + at));
  });
}
