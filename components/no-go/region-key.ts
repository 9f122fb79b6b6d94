import type { Box } from "@/lib/domain/geometry";
import { HISTORY_KEYS, NUDGES } from "../viewer/draw/edit-keys";
import { middleOf } from "../viewer/draw/zone-key";
import { activeRing, type RegionsAction } from "./regions";
import type { RegionsStore } from "./store";

const EDITS: Readonly<Record<string, RegionsAction>> = {
  Escape: { type: "cancel" },
  Delete: { type: "take-away" },
  Backspace: { type: "take-away" },
  i: { type: "insert" },
  ...HISTORY_KEYS,
};

/**
 * What a key does to the regions; says whether it did anything. G puts a region in the middle of what is visible, Tab
 * goes through the corners of the one that is taken up (while the frame has the focus, and on from the last one), arrows
 * move a corner or all of it by 1 natural pixel, with Shift by 10, I puts a corner after the chosen one, and Enter closes
 * a polygon.
 */
export function regionKey(
  store: RegionsStore,
  name: string,
  {
    repeated,
    visible,
    onFrame,
  }: { readonly repeated: boolean; readonly visible: Box; readonly onFrame: boolean },
): boolean {
  const { active, gesture } = store.get();
  const step = NUDGES[name];
  if (step) {
    if (active === null || gesture) return false;
    store.dispatch({ type: "nudge", dx: step[0], dy: step[1], continued: repeated });
    return true;
  }
  if (name === "Tab" || name === "Shift+Tab") return onFrame && stepThrough(store, name === "Tab" ? 1 : -1);
  if (name === "Enter") {
    if (gesture?.kind !== "tracing") return false;
    store.dispatch({ type: "close" });
    return true;
  }
  if (name === "g") {
    const [x1, y1, x2, y2] = middleOf(visible);
    store.dispatch({ type: "place", box: [x1, y1, x2, y2] });
    return true;
  }
  const edit = EDITS[name];
  if (!edit) return false;
  store.dispatch(edit);
  return true;
}

/** To the next corner; beyond the last one no corner is chosen, and the key is the browser's. */
function stepThrough(store: RegionsStore, by: 1 | -1): boolean {
  const state = store.get();
  const ring = activeRing(state);
  if (!ring || state.gesture) return false;
  const from = state.corner ?? (by > 0 ? -1 : ring.length);
  const index = from + by;
  const isOne = index >= 0 && index < ring.length;
  store.dispatch({ type: "choose-corner", index: isOne ? index : null });
  return isOne;
}
