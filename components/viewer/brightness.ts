/** How bright a frame can be made: 1 is the frame as it is. */
export const BRIGHTNESS = { least: 0.5, most: 2.5, step: 0.1 } as const;

export function stepBrightness(brightness: number, steps: number): number {
  const next = Math.round((brightness + steps * BRIGHTNESS.step) * 10) / 10;
  return Math.min(BRIGHTNESS.most, Math.max(BRIGHTNESS.least, next));
}
