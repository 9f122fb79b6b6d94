/** What the viewer needs to know of a frame to fetch it. */
export type FrameSource = {
  /** Takes `?w=` in pixels. */
  readonly frameUrl: string;
  /** Changes with the picture, so that an answer can be cached for good. */
  readonly frameVersion: string;
  /** Natural width in pixels. */
  readonly width: number;
};

/** The widths that frames are kept in, beside their natural one. */
export const KEPT_WIDTHS = [320, 960, 1600] as const;

const widthsOf = (frame: FrameSource): readonly number[] => [
  ...KEPT_WIDTHS.filter((width) => width < frame.width),
  frame.width,
];

function urlOf({ frameUrl, frameVersion }: FrameSource, width: number): string {
  return `${frameUrl}?w=${width}&v=${encodeURIComponent(frameVersion)}`;
}

/** The narrowest kept width that has a pixel for each of `devicePixels`, or else the natural one. */
export function widthFor(frame: FrameSource, devicePixels: number): number {
  return widthsOf(frame).find((width) => width >= devicePixels) ?? frame.width;
}

export function frameUrlFor(frame: FrameSource, devicePixels: number): string {
  return urlOf(frame, widthFor(frame, devicePixels));
}

/** How wide a frame is on the stage before that is measured. */
export const STAGE_SIZES = "(min-width: 64rem) calc(100vw - 24rem), 100vw";

/** Every width, for the browser to choose from before the stage has been measured. */
export function frameSrcSet(frame: FrameSource): string {
  return widthsOf(frame)
    .map((width) => `${urlOf(frame, width)} ${width}w`)
    .join(", ");
}

/** The width that an address made here asks for. */
export function widthOfUrl(url: string): number {
  return Number(new URL(url, "http://stage").searchParams.get("w") ?? 0);
}
