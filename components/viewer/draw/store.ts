import type { Size } from "@/lib/domain/geometry";
import type { Zone } from "@/lib/domain/scoring/zone";
import { createStore, type Store } from "../store";
import { type DrawAction, type Drawing, draw, newDrawing } from "./reducer";

/** A drawing outside React, so that a pointer that moves renders nothing: whoever paints listens. */
export type DrawingStore = Store<Drawing, DrawAction>;

export function createDrawingStore(frame: Size, zone: Zone | null): DrawingStore {
  return createStore(draw, newDrawing(frame, zone));
}
