"use client";

import { useEffect, useEffectEvent, useState } from "react";

export const SPEEDS = [4, 8, 16] as const;

/** Lets the strip run: so many samples a second, until there are no more. */
export function usePlay(hasNext: boolean, next: () => void) {
  const [on, setOn] = useState(false);
  const [speed, setSpeed] = useState<number>(SPEEDS[0]);
  const playing = on && hasNext;
  const step = useEffectEvent(next);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(step, 1000 / speed);
    return () => clearInterval(timer);
  }, [playing, speed]);
  return { playing, speed, setSpeed, toggle: () => setOn(!playing), stop: () => setOn(false) };
}
