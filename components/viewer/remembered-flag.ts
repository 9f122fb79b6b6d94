"use client";

import { useSyncExternalStore } from "react";

/** Something of this browser that is off until somebody turns it on; it outlasts the page where storage is open. */
export type RememberedFlag = {
  readonly get: () => boolean;
  readonly set: (on: boolean) => void;
  /** As the hook of a component, which renders again when it changes, in another tab too. */
  readonly use: () => boolean;
};

/** @param key under which storage has it */
export function rememberedFlag(key: string): RememberedFlag {
  const changed = new EventTarget();
  // Where storage is closed to the page, for as long as the page is open.
  let here = false;
  const get = (): boolean => {
    try {
      return localStorage.getItem(key) !== null;
    } catch {
      return here;
    }
  };
  const set = (on: boolean): void => {
    here = on;
    try {
      if (on) localStorage.setItem(key, "1");
      else localStorage.removeItem(key);
    } catch {
      // It holds until the page is left.
    }
    changed.dispatchEvent(new Event("change"));
  };
  const subscribe = (onChange: () => void): (() => void) => {
    changed.addEventListener("change", onChange);
    window.addEventListener("storage", onChange);
    return () => {
      changed.removeEventListener("change", onChange);
      window.removeEventListener("storage", onChange);
    };
  };
  return { get, set, use: () => useSyncExternalStore(subscribe, get, () => false) };
}
