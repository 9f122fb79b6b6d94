"use client";

import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef } from "react";
import type { Size } from "@/lib/domain/geometry";
import type { FrameTool, PointerKind } from "./frame-context";
import { type Deed, handle, NO_POINTERS, type PointerAction } from "./pointers";
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

const DOUBLE_TAP_ZOOM = 2.5;

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

/** Pointers on the stage, as `pointers.ts` understands them; the wheel and a trackpad's pinch zoom. */
export function useFrameGestures(options: Options) {
  const { stageRef, frame, stage, tool, panning, current, change, onBusy } = options;
  const pointers = useRef(NO_POINTERS);

  const at = (event: { clientX: number; clientY: number }): ScreenPoint => {
    const rect = stageRef.current!.getBoundingClientRect();
    return screenPoint(event.clientX - rect.left, event.clientY - rect.top);
  };
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    if (!stage) return;
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? stage.height : 1;
    // A trackpad's pinch comes as a wheel with Ctrl, in much finer steps.
    const factor = Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0015));
    change(zoomAbout(current(), factor, at(event), frame, stage));
  });
  const onContextMenu = useEffectEvent((event: MouseEvent) => {
    // A long press, a pen's barrel, or the other button in the midst of a stroke asks for no menu.
    const isMouse = !(event instanceof PointerEvent) || event.pointerType === "mouse";
    if (!isMouse || pointers.current.hold.kind !== "none") event.preventDefault();
  });
  useEffect(() => {
    const element = stageRef.current;
    const wheel = (event: WheelEvent): void => onWheel(event);
    const menu = (event: MouseEvent): void => onContextMenu(event);
    // Not by React, whose wheel listeners can't keep the page from scrolling.
    element?.addEventListener("wheel", wheel, { passive: false });
    element?.addEventListener("contextmenu", menu);
    return () => {
      element?.removeEventListener("wheel", wheel);
      element?.removeEventListener("contextmenu", menu);
    };
  }, [stageRef]);

  const inFrame = (point: ScreenPoint) => toImage(point, place(current(), frame, stage!));

  const act = (deed: Deed): void => {
    if (deed.type === "press") onBusy(true);
    if (deed.type === "release" || deed.type === "abandon") onBusy(false);
    if (deed.type === "pan") {
      stageRef.current!.style.cursor = "grabbing";
      change(panBy(current(), deed.dx, deed.dy, frame, stage!));
    } else if (deed.type === "pinch") {
      change(pinch(current(), deed.before, deed.after, frame, stage!));
    } else if (deed.type === "double-tap") {
      if (tool?.doubleTap?.()) return;
      tool?.untap();
      const isOut = current().zoom > 1.05;
      change(isOut ? fitViewport(frame) : zoomAbout(current(), DOUBLE_TAP_ZOOM, deed.at, frame, stage!));
    } else if (deed.type === "drag") tool?.drag(inFrame(deed.to));
    else if (deed.type === "press" || deed.type === "tap") tool?.[deed.type](inFrame(deed.at), deed.kind);
    else tool?.[deed.type]();
  };
  const take = (action: PointerAction): void => {
    const { state, deeds } = handle(pointers.current, action);
    pointers.current = state;
    for (const deed of deeds) act(deed);
  };

  const onPointerDown = (event: PointerEvent): void => {
    // What lies over the stage and can be pressed, such as a button, is not the frame.
    if (!stage || event.target !== event.currentTarget) return;
    // Of the middle button: no scrolling by itself.
    if (event.button === 1) event.preventDefault();
    // At once: a fast hand is off the stage with its first move.
    if (event.button !== 2 || event.pointerType === "pen")
      stageRef.current?.setPointerCapture(event.pointerId);
    take({
      type: "down",
      id: event.pointerId,
      kind: kindOf(event),
      at: at(event),
      time: event.timeStamp,
      button: event.button,
      size: Math.max(event.width, event.height),
      first: panning.current ? "pan" : tool ? "tool" : "look",
    });
  };

  const onPointerMove = (event: PointerEvent): void => {
    if (!stage) return;
    const { pointerId: id, timeStamp: time, buttons } = event;
    take({ type: "move", id, at: at(event), time, buttons, size: Math.max(event.width, event.height) });
    if (event.pointerType !== "touch" && pointers.current.hold.kind === "none")
      stageRef.current!.style.cursor = cursorAt(at(event));
  };

  const onPointerUp = (event: PointerEvent): void => {
    if (!stage) return;
    take({ type: "up", id: event.pointerId, at: at(event), time: event.timeStamp });
    if (event.pointerType !== "touch") stageRef.current!.style.cursor = cursorAt(at(event));
  };

  const onPointerCancel = (event: PointerEvent): void => take({ type: "cancel", id: event.pointerId });

  const cursorAt = (point: ScreenPoint): string => {
    if (panning.current) return "grab";
    if (tool) return tool.hover(inFrame(point));
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

const kindOf = ({ pointerType }: PointerEvent): PointerKind =>
  pointerType === "touch" || pointerType === "pen" ? pointerType : "mouse";
