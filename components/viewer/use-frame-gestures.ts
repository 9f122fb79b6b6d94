"use client";

import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef } from "react";
import type { Size } from "@/lib/domain/geometry";
import type { FrameTool, PointerKind } from "./frame-context";
import {
  fitViewport,
  panBy,
  pinch,
  place,
  type ScreenPoint,
  screenPoint,
  toImage,
  type Viewport,
  zoomAbout,
} from "./viewport";

/** How far a pointer goes before a press is more than a tap, in CSS pixels. */
const TAP_REACH: Readonly<Record<PointerKind, number>> = { mouse: 3, pen: 5, touch: 8 };
const DOUBLE_TAP_MS = 320;
const DOUBLE_TAP_REACH: Readonly<Record<PointerKind, number>> = { mouse: 6, pen: 16, touch: 28 };
const DOUBLE_TAP_ZOOM = 2.5;

/** What the pressed pointers are doing. */
type Hold =
  | { readonly kind: "none" }
  | { readonly kind: "pressed"; readonly id: number; readonly from: ScreenPoint; readonly pans: boolean }
  | { readonly kind: "tool"; readonly id: number }
  | { readonly kind: "pan"; readonly id: number }
  | { readonly kind: "pinch"; readonly ids: readonly [number, number] };

type Options = {
  stageRef: RefObject<HTMLDivElement | null>;
  frame: Size;
  stage: Size | null;
  tool: FrameTool | null;
  /** Whether a key says that the pointer pans, tool or not. */
  panning: RefObject<boolean>;
  /** The viewport at this moment, ahead of what is rendered. */
  current: () => Viewport;
  change: (viewport: Viewport) => void;
  /** A tool's gesture began or ended. */
  onBusy: (busy: boolean) => void;
};

/**
 * Pointers on the stage: one goes to the tool, or pans where there is none; two zoom and pan, and take the
 * gesture from the tool. Wheel and double tap zoom.
 */
export function useFrameGestures(options: Options) {
  const { stageRef, frame, stage, tool, panning, current, change, onBusy } = options;
  const hold = useRef<Hold>({ kind: "none" });
  const pointers = useRef(new Map<number, ScreenPoint>());
  const lastTap = useRef<{ at: ScreenPoint; time: number } | null>(null);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    if (!stage) return;
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? stage.height : 1;
    // A trackpad's pinch comes as a wheel with Ctrl, in much finer steps.
    const factor = Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0015));
    const rect = stageRef.current!.getBoundingClientRect();
    const at = screenPoint(event.clientX - rect.left, event.clientY - rect.top);
    change(zoomAbout(current(), factor, at, frame, stage));
  });
  useEffect(() => {
    const element = stageRef.current;
    const listener = (event: WheelEvent): void => onWheel(event);
    // Not by React, whose wheel listeners can't keep the page from scrolling.
    element?.addEventListener("wheel", listener, { passive: false });
    return () => element?.removeEventListener("wheel", listener);
  }, [stageRef]);

  const pointOf = (event: PointerEvent): ScreenPoint => {
    const rect = stageRef.current!.getBoundingClientRect();
    return screenPoint(event.clientX - rect.left, event.clientY - rect.top);
  };
  const kindOf = (event: PointerEvent): PointerKind =>
    event.pointerType === "touch" || event.pointerType === "pen" ? event.pointerType : "mouse";
  const inFrame = (point: ScreenPoint) => toImage(point, place(current(), frame, stage!));

  const letGo = (next: Hold): void => {
    if (hold.current.kind === "tool") onBusy(false);
    hold.current = next;
  };

  const onPointerDown = (event: PointerEvent): void => {
    // What lies over the stage and can be pressed, such as a button, is not the frame.
    if (!stage || event.target !== event.currentTarget) return;
    if (event.button !== 0 && event.button !== 1) return;
    const at = pointOf(event);
    pointers.current.set(event.pointerId, at);
    if (hold.current.kind === "none") {
      const pans = event.button === 1 || panning.current || tool === null;
      if (event.button === 1) event.preventDefault();
      // At once: a fast hand is off the stage with its first move.
      stageRef.current?.setPointerCapture(event.pointerId);
      hold.current = { kind: "pressed", id: event.pointerId, from: at, pans };
      return;
    }
    if (pointers.current.size !== 2) return;
    if (hold.current.kind === "tool") tool?.abandon();
    const [first, second] = [...pointers.current.keys()];
    stageRef.current?.setPointerCapture(event.pointerId);
    letGo({ kind: "pinch", ids: [first!, second!] });
  };

  const onPointerMove = (event: PointerEvent): void => {
    if (!stage) return;
    const at = pointOf(event);
    const held = hold.current;
    if (held.kind === "none") {
      if (event.pointerType !== "touch") stageRef.current!.style.cursor = cursorAt(at);
      return;
    }
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    pointers.current.set(event.pointerId, at);
    if (held.kind === "pressed" && held.id === event.pointerId) {
      if (Math.hypot(at.x - held.from.x, at.y - held.from.y) < TAP_REACH[kindOf(event)]) return;
      if (held.pans || !tool) {
        stageRef.current!.style.cursor = "grabbing";
        hold.current = { kind: "pan", id: held.id };
        change(panBy(current(), at.x - held.from.x, at.y - held.from.y, frame, stage));
      } else {
        hold.current = { kind: "tool", id: held.id };
        onBusy(true);
        tool.press(inFrame(held.from), kindOf(event));
        tool.drag(inFrame(at));
      }
    } else if (held.kind === "tool" && held.id === event.pointerId) {
      tool?.drag(inFrame(at));
    } else if (held.kind === "pan" && held.id === event.pointerId) {
      change(panBy(current(), at.x - before.x, at.y - before.y, frame, stage));
    } else if (held.kind === "pinch" && held.ids.includes(event.pointerId)) {
      const [a, b] = held.ids.map((id) => pointers.current.get(id)!);
      const [wasA, wasB] = held.ids.map((id) =>
        id === event.pointerId ? before : pointers.current.get(id)!,
      );
      change(pinch(current(), [wasA!, wasB!], [a!, b!], frame, stage));
    }
  };

  const onPointerUp = (event: PointerEvent): void => {
    const held = hold.current;
    if (!pointers.current.delete(event.pointerId) || !stage) return;
    if (held.kind === "pinch" && held.ids.includes(event.pointerId)) {
      const [left] = pointers.current.keys();
      hold.current = left === undefined ? { kind: "none" } : { kind: "pan", id: left };
    } else if (held.kind !== "none" && held.kind !== "pinch" && held.id === event.pointerId) {
      letGo({ kind: "none" });
      if (held.kind === "tool") tool?.release();
      if (held.kind === "pressed" && event.button === 0) tapped(held.from, event);
      if (event.pointerType !== "touch") stageRef.current!.style.cursor = cursorAt(pointOf(event));
    }
  };

  const onPointerCancel = (event: PointerEvent): void => {
    if (!pointers.current.delete(event.pointerId)) return;
    if (hold.current.kind === "tool") tool?.abandon();
    letGo({ kind: "none" });
    pointers.current.clear();
  };

  const tapped = (at: ScreenPoint, event: PointerEvent): void => {
    const before = lastTap.current;
    const near =
      before && Math.hypot(at.x - before.at.x, at.y - before.at.y) <= DOUBLE_TAP_REACH[kindOf(event)];
    if (near && event.timeStamp - before.time <= DOUBLE_TAP_MS) {
      lastTap.current = null;
      tool?.abandon();
      const out = current().zoom > 1.05;
      change(out ? fitViewport(frame) : zoomAbout(current(), DOUBLE_TAP_ZOOM, at, frame, stage!));
      return;
    }
    lastTap.current = { at, time: event.timeStamp };
    tool?.tap(inFrame(at), kindOf(event));
  };

  const cursorAt = (at: ScreenPoint): string => {
    if (panning.current) return "grab";
    if (tool) return tool.hover(inFrame(at));
    return current().zoom > 1.001 ? "grab" : "default";
  };

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel,
    onLostPointerCapture: onPointerCancel,
  };
}
