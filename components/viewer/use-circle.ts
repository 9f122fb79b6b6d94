"use client";

import { useLayoutEffect, useRef, useState } from "react";
import type { Box, Size } from "@/lib/domain/geometry";
import { rememberedFlag } from "./remembered-flag";
import { areaViewport, fitViewport, type Viewport } from "./viewport";

/** Whether frames are shown by their circle where they have one. */
const filling = rememberedFlag("calot.fill-with-circle");

type CircleOptions = {
  frame: Size;
  stage: Size | null;
  current: () => Viewport;
  settle: (viewport: Viewport) => void;
  /** Whether the frame is seen as it was before it left the stage. */
  restored: boolean;
};

export type CircleControls = {
  /** Whether the circle fills the stage wherever there is one. */
  readonly filling: boolean;
  /** Whether this frame has one. */
  readonly found: boolean;
  /** Whether it may still turn out that the frame is to be shown by it: until then it is better not seen. */
  readonly pending: boolean;
  readonly lookAt: (image: HTMLImageElement) => void;
  /** Shows the circle as large as the stage lets it, or the whole frame, and from now on every frame so. */
  readonly fill: (on: boolean) => void;
};

/** The optical circle of a frame, and whether it fills the stage. A view that somebody has moved stays as it is. */
export function useCircle({ frame, stage, current, settle, restored }: CircleOptions): CircleControls {
  const isFilling = filling.use();
  const [circle, setCircle] = useState<Box | null>();
  const fitted = useRef(restored ? null : current());
  useLayoutEffect(() => {
    if (!isFilling || !circle || !stage || current() !== fitted.current) return;
    const next = areaViewport(circle, frame, stage);
    fitted.current = next;
    settle(next);
  }, [stage, circle, isFilling, frame, current, settle]);
  return {
    filling: isFilling,
    found: circle !== undefined && circle !== null,
    pending: isFilling && !restored && circle === undefined,
    lookAt: (image) => {
      if (circle !== undefined) return;
      // Not needed for a frame to be seen, nor where it can't be fetched.
      import("./circle-in").then(
        ({ circleIn }) => setCircle(circleIn(image, frame)),
        () => setCircle(null),
      );
    },
    fill: (on) => {
      const next = fitViewport(frame);
      fitted.current = next;
      settle(next);
      filling.set(on);
    },
  };
}
