import { type SoftBox, soften } from "./coverage";
import type { Remembered } from "./example";
import { type Scale, standardise } from "./standardise";

/** A known frame, made ready to be compared with others. */
export type Recalled<Frame extends Pick<Remembered, "features" | "zone"> = Remembered> = {
  readonly frame: Frame;
  /** Its features, standardised. */
  readonly row: Float64Array;
  readonly zone: SoftBox;
};

export function recall<Frame extends Pick<Remembered, "features" | "zone">>(
  frames: readonly Frame[],
  scale: Scale,
): Recalled<Frame>[] {
  return frames.map((frame) => ({
    frame,
    row: standardise(scale, frame.features),
    zone: soften(frame.zone),
  }));
}
