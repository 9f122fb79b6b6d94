"use client";

import { useState } from "react";
import type { NewReference } from "@/lib/domain/disputes/input";
import type { DisputeDetail } from "@/lib/domain/disputes/views";
import type { Box } from "@/lib/domain/geometry";
import type { Phase } from "@/lib/domain/phases";
import type { Rationale, RationalePart } from "@/lib/domain/rationale";
import { boxesOf } from "@/lib/domain/scoring/zone";
import { createRegionsStore, type RegionsStore } from "../no-go/store";
import { useZones, type Zones } from "./use-zones";

/** The reference that a judge is writing. */
export type ReferenceDraft = {
  readonly phase: Phase;
  readonly rationale: Rationale;
  readonly zones: Zones;
  readonly regions: RegionsStore;
  setPhase(phase: Phase): void;
  write(part: RationalePart, text: string): void;
  reference(): NewReference;
};

/** Begins with what the disputer proposes, and with the current reference where they propose nothing. */
export function useNewReference({ phase, box, current, size }: DisputeDetail): ReferenceDraft {
  const [chosen, setChosen] = useState<Phase>(phase ?? current.phase);
  const [rationale, setRationale] = useState<Rationale>(current.rationale);
  const zones = useZones(size, box ? boxesOf(box) : current.boxes);
  const [regions] = useState(() => createRegionsStore(size, current.noGo));
  return {
    phase: chosen,
    rationale,
    zones,
    regions,
    setPhase: setChosen,
    write: (part, text) => setRationale({ ...rationale, [part]: text }),
    reference: () => ({
      phase: chosen,
      boxes: zones.boxes().map(([x1, y1, x2, y2]: Box) => [x1, y1, x2, y2]),
      noGo: regions.get().regions,
      rationale,
    }),
  };
}
