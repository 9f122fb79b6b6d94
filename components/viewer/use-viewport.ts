"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Viewport } from "./viewport";

type ViewportState = {
  /** As rendered. */
  readonly viewport: Viewport;
  /** As it is at this moment: several changes may come before the next frame is drawn. */
  readonly current: () => Viewport;
  readonly change: (viewport: Viewport) => void;
  /** Changes it before anything else is painted. */
  readonly settle: (viewport: Viewport) => void;
};

/** What is seen of the frame, kept here or by the parent; rendered once per animation frame at most. */
export function useViewport(
  initial: Viewport,
  controlled: Viewport | undefined,
  onViewport: ((viewport: Viewport) => void) | undefined,
): ViewportState {
  const [own, setOwn] = useState(initial);
  const viewport = controlled ?? own;
  const latest = useRef(viewport);
  const request = useRef(0);
  const report = useRef(onViewport);
  // Only when it has changed: another render must not take back what waits for the next animation frame.
  useLayoutEffect(() => {
    latest.current = viewport;
  }, [viewport]);
  useLayoutEffect(() => {
    report.current = onViewport;
  });
  useEffect(() => () => cancelAnimationFrame(request.current), []);

  const current = useCallback(() => latest.current, []);
  const change = useCallback((next: Viewport) => {
    latest.current = next;
    cancelAnimationFrame(request.current);
    request.current = requestAnimationFrame(() => {
      setOwn(latest.current);
      report.current?.(latest.current);
    });
  }, []);
  const settle = useCallback((next: Viewport) => {
    cancelAnimationFrame(request.current);
    latest.current = next;
    setOwn(next);
    report.current?.(next);
  }, []);
  return { viewport, current, change, settle };
}
