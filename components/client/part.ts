import { useCallback, useSyncExternalStore } from "react";
import { pause, waitAfter } from "./backoff";

/** A part of a page's script that comes when it is wanted, so that the rest is ready sooner. */
export type Part<T> = {
  /** Fetches it once; what fails is tried again until it is there. */
  load(): Promise<T>;
  /** Null until it is there. */
  loaded(): T | null;
};

export function part<T>(fetchPart: () => Promise<T>): Part<T> {
  let there: T | null = null;
  let loading: Promise<T> | null = null;
  const load = async (): Promise<T> => {
    there = await untilThere(fetchPart);
    return there;
  };
  return {
    load: () => {
      loading ??= load();
      return loading;
    },
    loaded: () => there,
  };
}

async function untilThere<T>(fetchPart: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await fetchPart();
    } catch {
      // No network, mostly: when it is back there is no reason to wait longer.
      const back = new AbortController();
      const onOnline = (): void => back.abort();
      window.addEventListener("online", onOnline, { once: true });
      await pause(waitAfter(failures, null, Math.random()), back.signal);
      window.removeEventListener("online", onOnline);
    }
  }
}

const nothing = (): void => {};

/** A part as soon as it is there, null before; it is fetched once it is wanted. */
export function usePart<T>(wantedPart: Part<T>, wanted: boolean): T | null {
  const subscribe = useCallback(
    (arrived: () => void) => {
      if (wanted && wantedPart.loaded() === null) void wantedPart.load().then(arrived);
      return nothing;
    },
    [wantedPart, wanted],
  );
  return useSyncExternalStore(subscribe, wantedPart.loaded, () => null);
}

/** Fetches parts one after the other, once the page has nothing better to do. @returns what calls it off */
export function loadWhenIdle(parts: readonly Part<unknown>[]): () => void {
  let left = false;
  const run = async (): Promise<void> => {
    for (const each of parts) if (!left) await each.load();
  };
  const leave = whenIdle(() => void run());
  return () => {
    left = true;
    leave();
  };
}

/** Calls once the page has nothing better to do, after a second at the latest. @returns what calls it off */
export function whenIdle(work: () => void): () => void {
  if (!window.requestIdleCallback) {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const handle = window.requestIdleCallback(work, { timeout: 1000 });
  return () => window.cancelIdleCallback(handle);
}
