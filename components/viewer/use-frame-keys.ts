"use client";

import { type RefObject, useEffect } from "react";
import { stepBrightness } from "./brightness";
import type { FrameTool } from "./frame-context";
import { useStageKeys } from "./stage-keys";

type Options = {
  tool: FrameTool | null;
  /** Set while Space is held: the pointer pans, tool or not. */
  panning: RefObject<boolean>;
  zoomed: () => boolean;
  pan: (dx: number, dy: number) => void;
  zoomIn: () => void;
  zoomOut: () => void;
  fit: () => void;
  /** Null where the frame has no circle. */
  fillWithCircle: (() => void) | null;
  brightness: number;
  setBrightness: (brightness: number) => void;
};

/** How far an arrow key moves the frame, in CSS pixels. */
const PAN_STEP = 64;

const PAN: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [PAN_STEP, 0],
  ArrowRight: [-PAN_STEP, 0],
  ArrowUp: [0, PAN_STEP],
  ArrowDown: [0, -PAN_STEP],
};

/** The frame's keys: + − 0 zoom, O lets its circle fill the stage, [ ] brightness, arrows and Space-drag pan; the tool's come first. */
export function useFrameKeys(options: Options): void {
  const { tool, panning, brightness, setBrightness } = options;
  useStageKeys((name, event) => {
    if (tool?.key(name, event.repeat)) return true;
    const pan = PAN[name];
    if (pan) {
      if (!options.zoomed()) return false;
      options.pan(...pan);
    } else if (name === "+" || name === "=") options.zoomIn();
    else if (name === "-") options.zoomOut();
    else if (name === "0") options.fit();
    else if (name === "o" && options.fillWithCircle) options.fillWithCircle();
    else if (name === "[") setBrightness(stepBrightness(brightness, -1));
    else if (name === "]") setBrightness(stepBrightness(brightness, 1));
    else if (name === " ") panning.current = true;
    else return false;
    return true;
  });
  useEffect(() => {
    const release = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.key === " ") panning.current = false;
    };
    window.addEventListener("keyup", release);
    window.addEventListener("blur", release);
    return () => {
      window.removeEventListener("keyup", release);
      window.removeEventListener("blur", release);
    };
  }, [panning]);
}
