/** What a hand did on the stage before its script was there. */
export type EarlyDeed =
  | { readonly kind: "key"; readonly key: string; readonly shiftKey: boolean }
  /** By a selector: the element may be another one by then. */
  | { readonly kind: "press"; readonly on: string };

declare global {
  /** Of a page that waits for its script; the stage takes it over. */
  var calotEarly: { readonly deeds: EarlyDeed[]; stop(): void } | undefined;
}

/**
 * Remembers what is pressed on a stage until its script is there. It stands in the page itself as a script of its own
 * (`app/stage`), and so takes nothing from outside of it. A phase is chosen at once, for its button is one of the
 * browser's own. What answers (Enter, any button) counts only once the frame can be seen.
 */
export function rememberEarlyHands(): void {
  const deeds: EarlyDeed[] = [];
  const stage = (): Element | null => document.querySelector("[data-early-hands]");
  const isSeen = (): boolean => {
    const frame = stage()?.querySelector("img");
    return Boolean(frame?.complete && frame.naturalWidth > 0);
  };
  const lettersOn = (): boolean => {
    try {
      return localStorage.getItem("calot.letter-keys-off") === null;
    } catch {
      return true;
    }
  };
  const nameOf = (on: HTMLElement): string | null => {
    if (on instanceof HTMLInputElement) return `input[type=radio][value="${CSS.escape(on.value)}"]`;
    return on.dataset.deed ? `[data-deed="${CSS.escape(on.dataset.deed)}"]` : null;
  };
  const onKey = (event: KeyboardEvent): void => {
    const { key, target, shiftKey } = event;
    if (!event.isTrusted || !stage() || event.repeat || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || !/^(?:\S|Enter|Delete|Backspace)$/u.test(key))
      return;
    if (target instanceof Element && target.closest("input:not([type=radio]), select, textarea")) return;
    // The browser makes a press of these by itself.
    if (key === "Enter" && target instanceof Element && target.closest("button, a, summary")) return;
    if (key === "Enter" ? !isSeen() : key.length === 1 && !lettersOn()) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    const choice = stage()?.querySelector<HTMLElement>(
      `[aria-keyshortcuts="${CSS.escape(key.toUpperCase())}"]`,
    );
    if (!choice) {
      deeds.push({ kind: "key", key, shiftKey });
      return;
    }
    const name = nameOf(choice);
    if (name) deeds.push({ kind: "press", on: name });
    choice.click();
  };
  const onClick = (event: MouseEvent): void => {
    if (!event.isTrusted || !(event.target instanceof Element)) return;
    const on = event.target.closest<HTMLElement>("[data-early-hands] :is(button, input[type=radio])");
    if (!on) return;
    event.stopImmediatePropagation();
    const name = nameOf(on);
    if (name && (on instanceof HTMLInputElement || isSeen())) deeds.push({ kind: "press", on: name });
  };
  window.addEventListener("keydown", onKey, true);
  window.addEventListener("click", onClick, true);
  globalThis.calotEarly = {
    deeds,
    stop: () => {
      window.removeEventListener("keydown", onKey, true);
      window.removeEventListener("click", onClick, true);
    },
  };
}
