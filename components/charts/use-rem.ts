"use client";

import { useSyncExternalStore } from "react";

const USUAL_PX = 16;

/** The page grows and shrinks with its text. */
function watch(onChange: () => void): () => void {
  const seen = new ResizeObserver(onChange);
  seen.observe(document.documentElement);
  return () => seen.disconnect();
}

const read = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** The size of the text that the reader chose, in px: charts leave room for their labels by it. */
export function useRem(): number {
  return useSyncExternalStore(watch, read, () => USUAL_PX);
}
