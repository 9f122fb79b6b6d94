"use client";

import { clsx } from "clsx";
import { Redo2, SquareDashed, Trash2, Undo2 } from "lucide-react";
import type { ComponentProps } from "react";
import { rich } from "@/components/ui/rich";
import { t } from "@/lib/language/t";
import { Kbd } from "../../ui/kbd";
import { keepFocus } from "../../ui/keep-focus";
import { useLetterKeys } from "../stage-keys";
import { useStore } from "../store";
import type { Drawing } from "./reducer";
import { slipWords } from "./slip-words";
import type { DrawingStore } from "./store";

const howTo = {
  empty: t`Drag over the frame, or tap two opposite corners.`,
  half: t`Now the opposite corner.`,
  whole: t`Drag the zone to move it, an edge to size it; beside it, to draw another.`,
  ...slipWords,
} as const;

function howToOf({ slip, gesture, box }: Drawing): keyof typeof howTo {
  if (slip) return slip;
  if (gesture?.kind === "corner") return "half";
  return box ? "whole" : "empty";
}

/** How the zone is drawn: what the frame is described by. */
export function Instructions({ id, drawing }: { id: string; drawing: DrawingStore }) {
  const letters = useLetterKeys();
  const said = useStore(drawing, howToOf);
  return (
    <div id={id} className="mt-1 mb-2 text-pretty text-muted text-xs">
      {/* One lies over the other: there is room for the longest, and nothing below them jumps. */}
      <p className="grid">
        {Object.entries(howTo).map(([key, words]) => (
          <span
            key={key}
            className={clsx(
              "[grid-area:1/1]",
              key in slipWords && "text-caution",
              key !== said && "invisible",
            )}
          >
            {words}
          </span>
        ))}
      </p>
      <p className="hidden pointer-coarse:block">{t`Two fingers zoom.`}</p>
      <p className="pointer-coarse:hidden">
        {letters && (
          <>
            {rich`${<Kbd>G</Kbd>} puts a zone in the middle, ${<Kbd>R</Kbd>} lets the arrows move a corner.`}{" "}
          </>
        )}
        {t`Arrow keys move the zone by a pixel, with Shift by ten.`}
      </p>
    </div>
  );
}

/** What the hand can't do on the frame. */
export function DrawingTools({ drawing, onPlace }: { drawing: DrawingStore; onPlace: () => void }) {
  const canUndo = useStore(drawing, ({ past, gesture }) => past.length > 0 || gesture?.kind === "corner");
  const canRedo = useStore(drawing, ({ future }) => future.length > 0);
  const empty = useStore(drawing, ({ box }) => box === null);
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Tool name={t`Undo`} off={!canUndo} onClick={() => drawing.dispatch({ type: "undo" })}>
        <Undo2 aria-hidden className="size-4" />
      </Tool>
      <Tool name={t`Redo`} off={!canRedo} onClick={() => drawing.dispatch({ type: "redo" })}>
        <Redo2 aria-hidden className="size-4" />
      </Tool>
      {empty ? (
        <Tool name={t`Put a zone in the middle`} off={false} onClick={onPlace}>
          <SquareDashed aria-hidden className="size-4" />
        </Tool>
      ) : (
        <Tool name={t`Clear`} off={false} onClick={() => drawing.dispatch({ type: "clear" })}>
          <Trash2 aria-hidden className="size-4" />
        </Tool>
      )}
    </div>
  );
}

/** Keeps its focus when there is nothing left to undo. */
function Tool({ name, off, onClick, children }: ComponentProps<"button"> & { name: string; off: boolean }) {
  return (
    <button
      type="button"
      {...keepFocus}
      aria-disabled={off}
      onClick={off ? undefined : onClick}
      className="flex min-h-9 items-center gap-1.5 rounded-md border border-line px-2.5 text-sm hover:border-line-strong aria-disabled:cursor-default aria-disabled:border-transparent aria-disabled:text-muted aria-disabled:opacity-60 pointer-coarse:min-h-11"
    >
      {children}
      {name}
    </button>
  );
}
