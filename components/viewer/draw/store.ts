import type { Box, Size } from "@/lib/domain/geometry";
import { createStore, type Store } from "../store";
import { type DrawAction, type Drawing, draw, newDrawing } from "./reducer";

/** A drawing outside React, so that a pointer that moves renders nothing: whoever paints listens. */
export type DrawingStore = Store<Drawing, DrawAction>;

export function createDrawingStore(frame: Size, box: Box | null): DrawingStore {
  return createStore(draw, newDrawing(frame, box));
}
