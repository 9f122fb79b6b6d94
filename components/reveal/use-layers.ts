"use client";

import { useState } from "react";
import { useStageKeys } from "../viewer/stage-keys";

/** What lies on a frame, and which of it is hidden just now. */
export type Layers<L> = {
  /** Their order is that of the keys 1, 2, 3 … */
  readonly layers: readonly L[];
  readonly hidden: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
};

const NONE: ReadonlySet<string> = new Set();

/** Shows and hides what lies on a frame, by `toggle` and by number keys. */
export function useLayers<L extends { readonly id: string }>(
  layers: readonly L[],
  hiddenAtFirst: () => ReadonlySet<string> = () => NONE,
): Layers<L> {
  const [hidden, setHidden] = useState(hiddenAtFirst);
  function toggle(id: string): void {
    setHidden((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }
  useStageKeys((key) => {
    const layer = /^[1-9]$/.test(key) ? layers[Number(key) - 1] : undefined;
    if (layer) toggle(layer.id);
    return layer !== undefined;
  });
  return { layers, hidden, toggle };
}
