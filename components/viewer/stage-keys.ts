"use client";

import { useEffect, useEffectEvent } from "react";
import { rememberedFlag } from "./remembered-flag";

/** What matters of a keyboard event. */
type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing"> & {
  getModifierState(key: string): boolean;
};

/**
 * The name by which a key is bound: `a`, `Shift+z`, `?`, `ArrowLeft`, `Shift+ArrowLeft`, `Mod+z` (Ctrl or ⌘),
 * `Mod+Shift+z`. Null for what must stay the browser's or the input method's. Shift is named with letters
 * and with keys that print nothing; other characters are themselves, wherever a layout keeps them.
 */
export function keyName(event: Press): string | null {
  if (event.isComposing) return null;
  const prints = event.key.length === 1;
  const character = prints && event.getModifierState("AltGraph");
  if (event.altKey && !character) return null;
  const letter = prints && event.key.toLowerCase() !== event.key.toUpperCase();
  const key = letter ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (letter || !prints) ? "Shift+" : "";
  const mod = (event.ctrlKey || event.metaKey) && !character ? "Mod+" : "";
  return `${mod}${shift}${key}`;
}

/** Whether a key is a bare character: those can be turned off (WCAG 2.1.4). */
export const isCharacterKey = (name: string): boolean => [...name.replace("Shift+", "")].length === 1;

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/** Whether a key belongs to what has the focus: to a field, a slider, a button or a dialog. */
export function belongsToTarget(target: EventTarget | null, name: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]")) return true;
  const bare = name.replace("Shift+", "");
  const input = target instanceof HTMLInputElement ? target.type : null;
  if (input === "radio" || input === "checkbox") return bare === " " || ARROWS.includes(bare);
  if (input === "range") return ARROWS.includes(bare) || ["Home", "End", "PageUp", "PageDown"].includes(bare);
  if (input !== null || target.closest("textarea, select, [contenteditable]")) return true;
  return target.closest("button, a[href], summary") !== null && (bare === "Enter" || bare === " ");
}

const lettersOff = rememberedFlag("calot.letter-keys-off");

/** Turns the keys that are bare characters on or off, in this browser. */
export const setLetterKeys = (on: boolean): void => lettersOff.set(!on);

/** Whether the keys that are bare characters are on. */
export const useLetterKeys = (): boolean => !lettersOff.use();

/**
 * Listens for keys while the component is there. `handle` says whether it used the key; then nobody else gets
 * it. Keys that belong to what has the focus, or to an open dialog, don't come here.
 */
export function useStageKeys(handle: (name: string, event: KeyboardEvent) => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const name = keyName(event);
    if (name === null || belongsToTarget(event.target, name)) return;
    if (isCharacterKey(name) && name !== " " && lettersOff.get()) return;
    if (handle(name, event)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
