"use client";

import { Keyboard } from "lucide-react";
import type { ReactNode } from "react";
import { type Mode, modeNames } from "@/lib/domain/attempts/mode";

type SittingLineProps = {
  mode: Mode;
  onKeys: () => void;
  /** What is not sent yet. */
  children: ReactNode;
};

/** What is being done, in the line across the top of the stage. */
export function SittingLine({ mode, onKeys, children }: SittingLineProps) {
  return (
    <div className="flex items-center gap-1">
      <p className="min-w-0 flex-1 truncate">
        <span className="text-ink">Practice</span> · {modeNames[mode]}
      </p>
      {children}
      <button
        type="button"
        onClick={onKeys}
        aria-label="All keys"
        title="All keys (?)"
        className="grid size-9 place-items-center rounded-md hover:bg-raised hover:text-ink pointer-coarse:hidden"
      >
        <Keyboard aria-hidden className="size-5" />
      </button>
    </div>
  );
}
