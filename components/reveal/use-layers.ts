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

/** The key that shows and hides a layer: its letter, or its number among those without one; null from the tenth on. */
export function keyOfLayer(layers: readonly { readonly letter?: string }[], index: number): string | null {
  const { letter } = layers[index]!;
  if (letter) return letter;
  const number = layers.slice(0, index + 1).filter((layer) => !layer.letter).length;
  return number <= 9 ? String(number) : null;
}

/** Shows and hides what lies on a frame, by `toggle` and by their keys. */
export function useLayers<L extends { readonly id: string; readonly letter?: string }>(
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
    const layer = layers.find((_, index) => keyOfLayer(layers, index) === key);
    if (layer) toggle(layer.id);
    return layer !== undefined;
  });
  return { layers, hidden, toggle };
}
