import type { Box } from "@/lib/domain/geometry";
import type { Zone } from "@/lib/domain/scoring/zone";
import { HISTORY_KEYS, NUDGES } from "./edit-keys";
import type { DrawAction } from "./reducer";
import type { DrawingStore } from "./store";

const EDITS: Readonly<Record<string, DrawAction>> = {
  Escape: { type: "cancel" },
  Delete: { type: "clear" },
  Backspace: { type: "clear" },
  r: { type: "switch-arrows" },
  ...HISTORY_KEYS,
};

/**
 * What a key does to the drawing; says whether it did anything. G puts a zone in the middle of what is
 * visible (or takes up the one that is there), arrows move it by 1 natural pixel, with Shift by 10, and R lets
 * them move a corner instead.
 */
export function zoneKey(store: DrawingStore, name: string, repeated: boolean, visible: Box): boolean {
  const { box, selected } = store.get();
  const step = NUDGES[name];
  if (step) {
    if (!box || !selected) return false;
    store.dispatch({ type: "nudge", dx: step[0], dy: step[1], continued: repeated });
    return true;
  }
  if (name === "g") {
    store.dispatch(box ? { type: "select" } : { type: "place", box: middleOf(visible) });
    return true;
  }
  const edit = EDITS[name];
  if (!edit) return false;
  store.dispatch(edit);
  return true;
}

/** A zone of a quarter of what is visible along each side, in its middle. */
export function middleOf([x1, y1, x2, y2]: Box): Zone {
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const [width, height] = [(x2 - x1) / 4, (y2 - y1) / 4];
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}
