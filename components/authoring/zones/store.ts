import type { Box, Size } from "@/lib/domain/geometry";
import type { DrawingStore } from "../../viewer/draw/store";
import { createStore, type Store } from "../../viewer/store";
import { drawZones, newZones, type Zones, type ZonesAction } from "./zones";

/** Several zones outside React, and the one that is drawn as the canvas knows it. */
export type ZonesStore = Store<Zones, ZonesAction> & { readonly drawing: DrawingStore };

export function createZonesStore(frame: Size, boxes: readonly Box[]): ZonesStore {
  const store = createStore(drawZones, newZones(frame, boxes));
  const { subscribe, dispatch } = store;
  return { ...store, drawing: { get: () => store.get().drawing, dispatch, subscribe } };
}
