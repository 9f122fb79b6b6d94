import type { RandomNumbers } from "./random";

/** A number of the standard normal distribution (Box and Muller), from two of the others. */
export const drawNormal = (random: RandomNumbers): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
