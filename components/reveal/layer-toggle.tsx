"use client";

import type { ReactNode } from "react";
import { Kbd } from "../ui/kbd";
import { keepFocus } from "../ui/keep-focus";

type LayerToggleProps = {
  on: boolean;
  onPress: () => void;
  /** The key that does the same; null where none is heard. */
  shortcut: string | null;
  children: ReactNode;
};

/** A layer on the frame, to be shown or hidden. */
export function LayerToggle({ on, onPress, shortcut, children }: LayerToggleProps) {
  return (
    <button
      type="button"
      {...keepFocus}
      aria-pressed={on}
      onClick={onPress}
      className="flex min-h-9 max-w-full items-center gap-2 rounded-md border border-line-strong bg-raised py-1 pr-2.5 pl-2 text-left text-sm hover:border-ink pointer-coarse:min-h-11 aria-[pressed=false]:border-line aria-[pressed=false]:bg-transparent aria-[pressed=false]:text-muted aria-[pressed=false]:line-through aria-[pressed=false]:decoration-line-strong print:aria-[pressed=false]:hidden print:min-h-0 print:border-0 print:bg-transparent print:px-0 print:py-0"
    >
      {children}
      {shortcut !== null && <Kbd className="ml-auto">{shortcut}</Kbd>}
    </button>
  );
}
