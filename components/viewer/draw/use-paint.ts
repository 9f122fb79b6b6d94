"use client";

import { useLayoutEffect } from "react";
import type { Box } from "@/lib/domain/geometry";

/** What is drawn outside React. */
export type Painted = { readonly subscribe: (listener: () => void) => () => void };

/** Calls `paint` before the next frame is drawn whenever the drawing or `paint` changed, however often. */
export function usePaint(store: Painted, paint: () => void): void {
  useLayoutEffect(() => {
    paint();
    let request = 0;
    const unsubscribe = store.subscribe(() => {
      cancelAnimationFrame(request);
      request = requestAnimationFrame(paint);
    });
    return () => {
      unsubscribe();
      cancelAnimationFrame(request);
    };
  }, [store, paint]);
}

/** Writes a box to a `rect`, past React; hides it where there is none. */
export function writeBox(node: Element, box: Box | null): void {
  if (!box) {
    node.setAttribute("visibility", "hidden");
    return;
  }
  node.removeAttribute("visibility");
  node.setAttribute("x", String(box[0]));
  node.setAttribute("y", String(box[1]));
  node.setAttribute("width", String(box[2] - box[0]));
  node.setAttribute("height", String(box[3] - box[1]));
}
