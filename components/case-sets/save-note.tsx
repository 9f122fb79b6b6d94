"use client";

import { Check, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import { rich } from "@/components/ui/rich";
import { t } from "@/lib/language/t";
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
          <Check aria-hidden className="size-4" /> {t`Stored`}
        </p>
      )}
      {state === "saving" && (
        <p className="flex items-center gap-1.5 text-muted">
          <LoaderCircle aria-hidden className="size-4" /> {t`Storing …`}
        </p>
      )}
      {state === "unreachable" && (
        <div className="space-y-2 text-caution">
          <p className="flex gap-1.5">
            <CloudOff aria-hidden className="mt-0.5 size-4 shrink-0" />
            {t`Not stored yet. What you changed is kept on this page, and sent as soon as Calot can be reached.`}
          </p>
          <Button size="sm" onClick={onRetry}>{t`Send now`}</Button>
        </div>
      )}
      {state === "refused" && (
        <p className="flex gap-1.5 text-danger">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{rich`Not stored: ${problem}`}</span>
        </p>
      )}
      {state === "overtaken" && (
        <div className="space-y-2 text-danger">
          <p className="flex gap-1.5">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>
              {problem} {t`What you changed is still on this page.`}
            </span>
          </p>
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={onKeepMine}>{t`Keep mine as a new set`}</Button>
            <Button size="sm" variant="quiet" onClick={onTakeTheirs}>{t`Show theirs instead`}</Button>
          </div>
        </div>
      )}
    </div>
  );
}
