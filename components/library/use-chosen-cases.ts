"use client";

import { useState } from "react";

export type ChosenCases = {
  /** In the order in which they were chosen. */
  readonly ids: readonly string[];
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  readonly add: (ids: readonly string[]) => void;
  readonly clear: () => void;
};

/** The cases that are chosen, whatever is shown. */
export function useChosenCases(): ChosenCases {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return {
    ids: [...chosen],
    has: (id) => chosen.has(id),
    toggle: (id) =>
      setChosen((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    add: (ids) => setChosen((before) => new Set([...before, ...ids])),
    clear: () => setChosen(new Set()),
  };
}
