import type { EarlyDeed } from "./remember-early-hands";

/** Does what was remembered, in its order, each once the page shows what came of the one before; then remembers no more. */
export function takeOverEarlyHands(): void {
  const early = globalThis.calotEarly;
  if (!early) return;
  const next = early.deeds.shift();
  if (!next) {
    early.stop();
    globalThis.calotEarly = undefined;
    return;
  }
  redo(next);
  setTimeout(takeOverEarlyHands);
}

function redo(deed: EarlyDeed): void {
  if (deed.kind === "key") {
    const { key, shiftKey } = deed;
    const place = document.activeElement ?? document.body;
    place.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
    return;
  }
  const on = document.querySelector<HTMLElement>(`[data-early-hands] ${deed.on}`);
  // The browser may have chosen it already; React hears of a change alone.
  if (on instanceof HTMLInputElement) on.checked = false;
  on?.click();
}
