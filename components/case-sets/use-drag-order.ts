"use client";

import { type PointerEvent, type RefObject, useRef, useState } from "react";

/** How near to the window's edge, in CSS pixels, dragging makes the page scroll. */
const EDGE = 72;
const SCROLL_STEP = 12;

/**
 * Dragging the lines of a list by a handle: while the pointer moves, the line that is held moves with it, step by step.
 * All lines are of one height.
 */
export function useDragOrder(
  list: RefObject<HTMLElement | null>,
  count: number,
  onMove: (from: number, to: number) => void,
) {
  const held = useRef<number | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  function placeAt(clientY: number): number {
    const box = list.current!.getBoundingClientRect();
    return Math.max(0, Math.min(count - 1, Math.floor(((clientY - box.top) / box.height) * count)));
  }
  function release(): void {
    held.current = null;
    setDragged(null);
  }
  return {
    dragged,
    handle: (index: number) => ({
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = index;
        setDragged(index);
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const from = held.current;
        if (from === null) return;
        if (event.clientY < EDGE) window.scrollBy(0, -SCROLL_STEP);
        else if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, SCROLL_STEP);
        const to = placeAt(event.clientY);
        if (to === from) return;
        held.current = to;
        setDragged(to);
        onMove(from, to);
      },
      onPointerUp: release,
      onPointerCancel: release,
    }),
  };
}
