import { LOOK_HEIGHT, LOOK_WIDTH, type Pixels } from "./decode-pixels";
import { oklab } from "./oklab";
import { gradient } from "./texture";

/** A picture as maps of numbers, a number a pixel, row by row. Colour is in OKLab. */
export type Planes = {
  readonly lightness: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly steep: Float32Array;
};

export function planesOf({ rgb }: Pick<Pixels, "rgb">): Planes {
  const count = LOOK_WIDTH * LOOK_HEIGHT;
  const [lightness, a, b] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let i = 0; i < count; i++) {
    const colour = oklab(rgb[3 * i]!, rgb[3 * i + 1]!, rgb[3 * i + 2]!);
    lightness[i] = colour[0];
    a[i] = colour[1];
    b[i] = colour[2];
  }
  return { lightness, a, b, steep: gradient(lightness, { width: LOOK_WIDTH, height: LOOK_HEIGHT }) };
}

/** Wet tissue mirrors the lamp: light, and without colour. */
export function isHighlight(lightness: number, a: number, b: number): boolean {
  return lightness > 0.88 && Math.hypot(a, b) < 0.05;
}

/** Steel and ceramics: grey where tissue is red or yellow. */
export function isMetal(lightness: number, a: number, b: number): boolean {
  return lightness > 0.3 && lightness <= 0.88 && Math.hypot(a, b) < 0.03;
}
