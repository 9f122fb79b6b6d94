"use client";

import { useEffect, useState } from "react";
import type { Results } from "@/lib/domain/results/views";

const EVERY_MS = 4_000;

type Live = {
  readonly results: Results;
  /** Whether the last try to ask failed: what is shown may be old. */
  readonly stale: boolean;
};

/** Results that are asked for again every few seconds while the page is in sight. */
export function useLiveResults(initial: Results): Live {
  const [live, setLive] = useState<Live>({ results: initial, stale: false });
  const { id } = initial;
  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      if (document.visibilityState === "visible") {
        const results = await fetchResults(id, ended.signal);
        if (ended.signal.aborted) return;
        setLive((before) => {
          if (!results) return before.stale ? before : { ...before, stale: true };
          return { results, stale: false };
        });
      }
      timer = setTimeout(ask, EVERY_MS);
    };
    timer = setTimeout(ask, EVERY_MS);
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [id]);
  return live;
}

/** Null when they can't be had just now. The browser asks whether anything changed, and keeps what it has. */
async function fetchResults(id: string, signal: AbortSignal): Promise<Results | null> {
  try {
    const response = await fetch(`/api/results/${id}`, { signal, cache: "no-cache" });
    return response.ok ? ((await response.json()) as Results) : null;
  } catch {
    return null;
  }
}
