"use client";

import { type RefObject, useLayoutEffect, useState } from "react";
import type { Size } from "@/lib/domain/geometry";

/** An element's inner size in CSS pixels, kept up to date; until it has been measured, what is expected. */
export function useStageSize(ref: RefObject<HTMLElement | null>, expected: Size | null): Size | null {
  const [size, setSize] = useState(expected);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      setSize((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
