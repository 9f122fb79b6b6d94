import type { Point } from "@/lib/domain/geometry";
import type { Camera } from "../anatomy/camera";
import type { Relief } from "./relief";
import type { Svg } from "./svg";

/** A scene, ready to be lit and put together. */
export type Painting = {
  readonly camera: Camera;
  readonly relief: Relief;
  /** Drawn into the tissue's own colour before the light falls on it: vessels, blood, char. */
  readonly marks: readonly Svg[];
  /** Drawn over the lit tissue: clips, instruments. */
  readonly over: readonly Svg[];
  /** Where smoke rises; null for clear air. */
  readonly smokeAt: Point | null;
};
