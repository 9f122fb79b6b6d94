"use client";

import { clsx } from "clsx";
import { useRef, useSyncExternalStore } from "react";
import { Kbd } from "../ui/kbd";
import { belongsToTarget } from "./stage-keys";

function subscribe(changed: () => void): () => void {
  document.addEventListener("focusin", changed);
  document.addEventListener("focusout", changed);
  return () => {
    document.removeEventListener("focusin", changed);
    document.removeEventListener("focusout", changed);
  };
}

/**
 * The name of the Enter key on what it does. What has the focus and takes Enter for itself, as a button, a link, a field
 * or a dialog does, is pressed by it, and then the name stands on nothing else.
 */
export function EnterBadge({ className }: { className?: string }) {
  const root = useRef<HTMLSpanElement>(null);
  const isHere = (): boolean => {
    const { activeElement } = document;
    return !belongsToTarget(activeElement, "Enter") || (activeElement?.contains(root.current) ?? false);
  };
  const here = useSyncExternalStore(subscribe, isHere, () => true);
  return (
    // It keeps its place: nothing moves with the focus.
    <span ref={root} className={clsx("inline-flex pointer-coarse:hidden", !here && "invisible", className)}>
      <Kbd>Enter</Kbd>
    </span>
  );
}
