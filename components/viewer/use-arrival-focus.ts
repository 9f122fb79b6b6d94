"use client";

import { type RefObject, useEffect, useRef } from "react";

/** A heading that gets the focus on arrival, and again when `place` is another: what a page is about is read first. */
export function useArrivalFocus(place: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is another arrival
  useEffect(() => heading.current?.focus({ preventScroll: true }), [place]);
  return heading;
}
