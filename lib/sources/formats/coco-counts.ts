import type { Size } from "@/lib/domain/geometry";
import { type PixelRuns, runsProblem } from "@/lib/domain/no-go/pixel-runs";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";

/** As many as a region may have. */
const MOST_COUNTS = 1_000_000;

/**
 * COCO's runs of a mask in a frame: numbers, or the same as a text, in which each character has five bits of a number and
 * each number from the third on is what it differs from the one before the last by.
 *
 * @throws BundleError when they are not the runs of a mask of that frame
 */
export function cocoCounts(counts: readonly unknown[] | string, frame: Size): PixelRuns {
  const runs = typeof counts === "string" ? fromText(counts) : counts.map(Number);
  if (runs.length > MOST_COUNTS) throw tooMany();
  const problem = runsProblem(runs, frame);
  if (problem) throw new BundleError(problem);
  return runs;
}

function fromText(text: string): number[] {
  const runs: number[] = [];
  for (let at = 0; at < text.length; ) {
    let value = 0;
    let weight = 1;
    for (;;) {
      const bits = text.charCodeAt(at++) - 48;
      // No run of a frame takes more than seven characters.
      if (!(bits >= 0 && bits < 64) || weight > 2 ** 35)
        throw new BundleError(t`The packed counts of a mask are damaged.`);
      value += (bits & 31) * weight;
      weight *= 32;
      if ((bits & 32) !== 0) continue;
      if ((bits & 16) !== 0) value -= weight;
      break;
    }
    runs.push(runs.length > 2 ? value + runs.at(-2)! : value);
    if (runs.length > MOST_COUNTS) throw tooMany();
  }
  return runs;
}

const tooMany = (): BundleError => new BundleError(t`A mask has more than ${MOST_COUNTS} runs.`);
