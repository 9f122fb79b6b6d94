import type { NoGoRegion } from "@/lib/domain/no-go/region";

/**
 * The same region, its counts packed: a list of numbers takes eight bytes a number, and sets have thousands of frames whose
 * masks have thousands of runs. They are unpacked each time they are asked for.
 */
export function packRegion({ name, counts, polygon }: NoGoRegion): NoGoRegion {
  const packed = pack(counts);
  return {
    name,
    get counts() {
      return unpack(packed);
    },
    ...(polygon && { polygon }),
  };
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function pack(counts: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (let value of counts) {
    for (; value > 127; value = Math.floor(value / 128)) bytes.push(128 + (value % 128));
    bytes.push(value);
  }
  return Uint8Array.from(bytes);
}

function unpack(bytes: Uint8Array): number[] {
  const counts: number[] = [];
  let value = 0;
  let weight = 1;
  for (const byte of bytes) {
    value += (byte % 128) * weight;
    weight *= 128;
    if (byte > 127) continue;
    counts.push(value);
    value = 0;
    weight = 1;
  }
  return counts;
}
