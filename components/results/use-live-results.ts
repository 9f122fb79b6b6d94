"use client";

import { useEffect, useState } from "react";
import { results } from "@/lib/contract/results";
import type { Results } from "@/lib/domain/results/views";
import { call } from "../client/call";

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
        const answer = await call(results.get, { params: { id } }, { signal: ended.signal });
        if (ended.signal.aborted) return;
        setLive((before) => {
          if ("problem" in answer) return before.stale ? before : { ...before, stale: true };
          return { results: answer.value, stale: false };
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
