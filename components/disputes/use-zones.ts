"use client";

import { useState } from "react";
import type { Box, Size } from "@/lib/domain/geometry";
import { boxesOf, zoneOfBox } from "@/lib/domain/scoring/zone";
import { createDrawingStore, type DrawingStore } from "../viewer/draw/store";

/** A zone of a reference that is being drawn, with its own undo. */
export type DrawnZone = { readonly id: number; readonly store: DrawingStore };

export type Zones = {
  readonly zones: readonly DrawnZone[];
  /** The one under the hand. */
  readonly active: DrawnZone;
  choose(id: number): void;
  add(): void;
  /** Takes the one under the hand away; of the last one, only its box. */
  remove(): void;
  /** Begins anew from these boxes. */
  restart(boxes: readonly Box[]): void;
  /** Those that are drawn. */
  boxes(): readonly Box[];
};

type State = { readonly zones: readonly DrawnZone[]; readonly activeId: number; readonly nextId: number };

function begin(frame: Size, boxes: readonly Box[], firstId: number): State {
  const zones = (boxes.length > 0 ? boxes : [null]).map((box, i) => ({
    id: firstId + i,
    store: createDrawingStore(frame, box && zoneOfBox(box)),
  }));
  return { zones, activeId: firstId, nextId: firstId + zones.length };
}

/** The zones of a reference, of which one is drawn at a time. */
export function useZones(frame: Size, initial: readonly Box[]): Zones {
  const [state, setState] = useState(() => begin(frame, initial, 1));
  const { zones, activeId, nextId } = state;
  const active = zones.find(({ id }) => id === activeId) ?? zones[0]!;
  return {
    zones,
    active,
    choose: (id) => setState({ ...state, activeId: id }),
    add() {
      const added = { id: nextId, store: createDrawingStore(frame, null) };
      setState({ zones: [...zones, added], activeId: nextId, nextId: nextId + 1 });
    },
    remove() {
      if (zones.length === 1) return active.store.dispatch({ type: "clear" });
      const rest = zones.filter(({ id }) => id !== active.id);
      setState({ ...state, zones: rest, activeId: rest[0]!.id });
    },
    restart: (boxes) => setState(begin(frame, boxes, nextId)),
    boxes: () =>
      zones.flatMap(({ store }) => {
        const { box } = store.get();
        return box ? boxesOf(box) : [];
      }),
  };
}
