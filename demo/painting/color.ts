/** Linear light, 0 to 1. Changed in place by those who paint a pixel at a time. */
export type Rgb = [red: number, green: number, blue: number];

/** `#rrggbb` in linear light. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [toLinear(value >> 16), toLinear((value >> 8) & 255), toLinear(value & 255)];
}

export function toLinear(byte: number): number {
  return (byte / 255) ** 2.2;
}

/** `out` becomes `from` moved a share of the way to `to`. */
export function blendInto(out: Rgb, from: Rgb, to: Rgb, share: number): void {
  out[0] = from[0] + (to[0] - from[0]) * share;
  out[1] = from[1] + (to[1] - from[1]) * share;
  out[2] = from[2] + (to[2] - from[2]) * share;
}
