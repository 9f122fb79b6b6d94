"use client";

import { useEffect, useState } from "react";

/** Whether something has lasted long enough to be felt: 100 ms unless told otherwise. */
export function useLate(active: boolean, ms = 100): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setLate(true), ms);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [active, ms]);
  return active && late;
}
