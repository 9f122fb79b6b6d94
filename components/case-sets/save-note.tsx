"use client";

import { Check, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import { Button } from "../ui/button";
import type { SaveState } from "./use-set-draft";

type SaveNoteProps = {
  save: SaveState;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onRetry: () => void;
};

/** Whether what is built is stored; and where it is not, what is safe and what to do. */
export function SaveNote({ save: { state, problem }, onKeepMine, onTakeTheirs, onRetry }: SaveNoteProps) {
  return (
    <div role="status" className="text-sm">
      {state === "stored" && (
        <p className="flex items-center gap-1.5 text-muted">
          <Check aria-hidden className="size-4" /> Stored
        </p>
      )}
      {state === "saving" && (
        <p className="flex items-center gap-1.5 text-muted">
          <LoaderCircle aria-hidden className="size-4" /> Storing …
        </p>
      )}
      {state === "unreachable" && (
        <div className="space-y-2 text-caution">
          <p className="flex gap-1.5">
            <CloudOff aria-hidden className="mt-0.5 size-4 shrink-0" />
            Not stored yet. What you changed is kept on this page, and sent as soon as Calot can be reached.
          </p>
          <Button size="sm" onClick={onRetry}>
            Send now
          </Button>
        </div>
      )}
      {state === "refused" && (
        <p className="flex gap-1.5 text-danger">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>Not stored: {problem}</span>
        </p>
      )}
      {state === "overtaken" && (
        <div className="space-y-2 text-danger">
          <p className="flex gap-1.5">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>{problem} What you changed is still on this page.</span>
          </p>
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={onKeepMine}>
              Keep mine as a new set
            </Button>
            <Button size="sm" variant="quiet" onClick={onTakeTheirs}>
              Show theirs instead
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
