"use client";

import { createContext, use } from "react";
import type { Point, Size } from "@/lib/domain/geometry";
import type { Placement } from "./viewport";

export type PointerKind = "mouse" | "pen" | "touch";

/** What takes a single pointer's gestures on the frame. Points are natural pixels and may lie outside it. */
export type FrameTool = {
  /** The name and the description (by id) of the frame for those who can't see it. */
  readonly label: string;
  readonly describedBy: string;
  /** The pointer was pressed at `at` and has gone further than a tap does. */
  press(at: Point, pointer: PointerKind): void;
  drag(to: Point): void;
  release(): void;
  tap(at: Point, pointer: PointerKind): void;
  /** The tap before was the first of two, which zoom: what it did is taken back. */
  untap(): void;
  /** The second of two taps. Says whether the tool used it: then it doesn't zoom, and the first one stands. */
  doubleTap?(): boolean;
  /** Gives the cursor for a place that nothing presses. */
  hover(at: Point): string;
  /** A second finger, or the system, took the gesture away. */
  abandon(): void;
  /** A pen's other end was on the frame. */
  erase(): void;
  /** A touch was taken for a hand that rests. */
  palm(): void;
  /** A key, as `useStageKeys` names it; the tool is asked before the viewer. Says whether it used it. */
  key(name: string, repeated: boolean): boolean;
};

/** What lies on the frame knows where it lies. */
export type FrameView = {
  readonly frame: Size;
  /** In CSS pixels. */
  readonly stage: Size;
  readonly placement: Placement;
  /** How large a CSS pixel of marks is drawn: more than 1 on a very large stage, seen from further away. */
  readonly unit: number;
  /** The address of the picture that is shown; null until one is. */
  readonly picture: string | null;
  /** While a tool is set, it has the single pointer; else the pointer pans. */
  readonly setTool: (tool: FrameTool | null) => void;
};

export const FrameContext = createContext<FrameView | null>(null);

/** The frame that the component lies on. */
export function useFrameView(): FrameView {
  const view = use(FrameContext);
  if (!view) throw new Error("This belongs inside a FrameViewer.");
  return view;
}
