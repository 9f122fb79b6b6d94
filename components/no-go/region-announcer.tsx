"use client";

import { useCallback } from "react";
import { Announcer } from "../viewer/draw/announcer";
import { describeRegions } from "./region-words";
import type { RegionsStore } from "./store";

/** Tells the regions to those who can't see them, once the hand rests. */
export function RegionAnnouncer({ store }: { store: RegionsStore }) {
  const words = useCallback(() => describeRegions(store.get()), [store]);
  return <Announcer store={store} words={words} />;
}
