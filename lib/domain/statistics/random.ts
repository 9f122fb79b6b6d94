/** A generator of numbers in [0, 1), the same for the same seed on every machine. */
export type RandomNumbers = () => number;

/**
 * xoshiro128** (Blackman and Vigna, ACM Transactions on Mathematical Software 47(4), 2021), its state filled from
 * the seed by SplitMix32. Of each 32 bits that it gives, one number is made.
 *
 * @param seed a whole number from 0 to 2³² − 1
 */
export function seededRandom(seed: number): RandomNumbers {
  const [fill, state] = [splitMix(seed), new Uint32Array(4)];
  for (let i = 0; i < 4; i++) state[i] = fill();
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(state[1]!, 5), 7), 9) >>> 0;
    const shifted = state[1]! << 9;
    state[2]! ^= state[0]!;
    state[3]! ^= state[1]!;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= shifted;
    state[3] = rotateLeft(state[3]!, 11);
    return result / 4_294_967_296;
  };
}

const rotateLeft = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

function splitMix(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}
