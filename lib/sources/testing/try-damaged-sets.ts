import { mkdtemp, writeFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { boxProblem } from "@/lib/domain/geometry";
import { pixelCount, runsProblem } from "@/lib/domain/no-go/pixel-runs";
import { BundleError } from "@/lib/resgo/list-files";
import { writeFiles } from "@/lib/resgo/testing/bundle-files";
import { readSet } from "../read-set";
import { type SoundSet, soundSets } from "./sound-sets";

/** A small set takes some milliseconds; what claims to be large must not take longer. */
const LONGEST_MS = 10_000;

type Damage = { readonly at: number; readonly kind: number; readonly seed: number };
const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.nat(9),
  seed: fc.nat(0xffffffff),
});

/** What takes the place of a value of a text: numbers that claim much, and what is none. */
const VALUES = [
  ...[
    "1e9",
    "4294967295",
    "2147483648",
    "-1",
    "-0.5",
    "1e308",
    "0",
    "null",
    "NaN",
    "true",
    '"a"',
    "[]",
    "{}",
    "",
  ],
  ...[`${"[".repeat(5_000)}${"]".repeat(5_000)}`, "9".repeat(400), '"\\ud800"', "&amp;", "&bomb;", "\0"],
];

/** Damages a file in one place. */
function damaged(bytes: Buffer, { at, kind, seed }: Damage): Buffer {
  const place = Math.floor(at * bytes.length);
  if (kind === 0) return bytes.subarray(0, place);
  if (kind === 1) return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + (seed % 64))]);
  if (kind === 2)
    return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place / 2, place), bytes.subarray(place)]);
  if (kind <= 5) {
    const copy = Buffer.from(bytes);
    for (let count = 0; count <= seed % 4; count++)
      copy[(place + count) % copy.length] = (seed >>> (count * 8)) & 255;
    return copy;
  }
  // A number or a word of a text.
  const text = bytes.toString("latin1");
  const words = [...text.matchAll(/-?\d+(?:\.\d+)?|"[^"]{0,40}"|[a-z_]{3,}/gi)];
  const word = words[Math.floor(at * words.length) % Math.max(1, words.length)];
  if (!word) return bytes;
  const value = VALUES[seed % VALUES.length]!;
  return Buffer.from(text.slice(0, word.index) + value + text.slice(word.index + word[0].length), "latin1");
}

/**
 * Reads sets with damaged files. Whatever is in them, the reader ends soon, says what is wrong in sentences, and what it takes
 * is sound: boxes in their frames, regions of their frames' pixels.
 *
 * @param folder of its own, to write them into
 */
export async function tryDamagedSets(folder: string, runs: number): Promise<void> {
  const sets = await soundSets();
  const folders = await Promise.all(
    sets.map(async ({ files }) => writeFiles(await mkdtemp(path.join(folder, "set-")), files)),
  );
  const anyDamage = fc.tuple(
    fc.nat(sets.length - 1),
    fc.nat(9),
    fc.array(damage, { minLength: 1, maxLength: 3 }),
  );
  await fc.assert(
    fc.asyncProperty(anyDamage, async ([which, file, damages]) => {
      const set = sets[which]!;
      const name = set.mayBeDamaged[file % set.mayBeDamaged.length]!;
      const sound = set.files[name]!;
      const bytes = damages.reduce(damaged, Buffer.from(sound));
      await writeFile(path.join(folders[which]!, name), bytes);
      const begun = performance.now();
      try {
        await readOne(folders[which]!, set);
      } finally {
        await writeFile(path.join(folders[which]!, name), sound);
      }
      expect(performance.now() - begun).toBeLessThan(LONGEST_MS);
    }),
    { numRuns: runs },
  );
}

async function readOne(folder: string, { map }: SoundSet): Promise<void> {
  const bundle = await readSet(folder, { map, allowIncomplete: true }).catch((cause: unknown) => {
    if (!(cause instanceof BundleError)) throw cause;
    return null;
  });
  for (const { message } of bundle?.problems ?? []) expect(message).toMatch(/[.)]$/);
  for (const { boxes, noGo, picture } of bundle?.samples ?? []) {
    for (const box of boxes) expect(boxProblem(box, picture)).toBeNull();
    for (const { counts } of noGo) {
      expect(runsProblem(counts, picture)).toBeNull();
      expect(pixelCount(counts)).toBeGreaterThan(0);
    }
  }
}
