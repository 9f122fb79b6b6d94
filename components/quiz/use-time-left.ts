"use client";

import { useEffect, useState } from "react";

const MINUTE_MS = 60_000;

/**
 * How long it is until a moment on the server's clock, in milliseconds; null where there is none. Renewed each second
 * in the last two minutes, and each few seconds before. A wrong clock in the browser changes nothing.
 *
 * @param serverNow the server's time when it made the page
 */
export function useTimeLeft(endsAt: string | null, serverNow: string): number | null {
  const end = endsAt === null ? null : Date.parse(endsAt);
  const [left, setLeft] = useState(() => (end === null ? null : end - Date.parse(serverNow)));
  useEffect(() => {
    if (end === null) return;
    // The page has taken a moment to get here: that moment is given to the reader, the server decides in the end.
    const atOpening = end - Date.parse(serverNow);
    const opened = Date.now();
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const now = atOpening - (Date.now() - opened);
      setLeft(now);
      if (now > 0) timer = setTimeout(tick, now < 2 * MINUTE_MS ? 1000 : 5000);
    };
    tick();
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [end, serverNow]);
  return end === null ? null : left;
}
