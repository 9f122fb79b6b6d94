/** A thumbnail, a phone or a half screen, a full screen, and the largest screens there are. */
const RUNGS = [320, 960, 1920, 3840] as const;

/** The widest picture that is served, in pixels. */
export const WIDEST = RUNGS[3];

/** A rung this close below the natural width saves too little to be made. */
const WORTH_MAKING = 0.8;

/**
 * The widths in which a frame is served, in pixels, ascending: never more than its own, and its own as the last
 * (up to 3840), so that every pixel there is can be zoomed to.
 */
export function ladder(naturalWidth: number): number[] {
  const full = Math.min(naturalWidth, WIDEST);
  return [...RUNGS.filter((rung) => rung < full * WORTH_MAKING), full];
}

/** The narrowest width served that is no less than the one asked for; the widest when none is, or none was asked for. */
export function pickWidth(requested: number | null, naturalWidth: number): number {
  const widths = ladder(naturalWidth);
  return widths.find((width) => requested !== null && width >= requested) ?? widths.at(-1)!;
}
