"use client";

import { Dialog } from "@base-ui/react/dialog";
import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import type { LibraryCase, LibraryEntry } from "@/lib/domain/library/views";
import { t } from "@/lib/language/t";
import { useLayers } from "../reveal/use-layers";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { fetchLibraryCase } from "./api";
import { caseName } from "./entry-words";
import { PreviewFrame, PreviewText } from "./preview-body";
import { hiddenAtFirst, previewLayers } from "./preview-layers";

type CasePreviewProps = {
  entry: LibraryEntry | null;
  /** Its place among the cases that are shown, from 0, and how many there are. */
  at: number;
  of: number;
  selected: boolean;
  onSelect?: () => void;
  onStep: (by: number) => void;
  onClose: () => void;
  timeZone: string;
};

/** A case, large, with its reference, its rationale and the models; arrows go on to its neighbours. */
export function CasePreview({
  entry,
  at,
  of,
  selected,
  onSelect,
  onStep,
  onClose,
  timeZone,
}: CasePreviewProps) {
  const { shown, problem, retry } = useLibraryCase(entry?.id ?? null);
  const layers = useLayers(
    useMemo(() => (shown ? previewLayers(shown) : []), [shown]),
    hiddenAtFirst,
  );
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest("input, [role=tablist], [role=slider]")) return;
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step !== 0) onStep(step);
    else if (event.key === "x" && onSelect) onSelect();
    else return;
    event.preventDefault();
  }
  return (
    <Dialog.Root open={entry !== null} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal className="stage">
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-50 grid grid-rows-[auto_auto_minmax(0,1fr)_auto] bg-paper text-ink outline-none lg:grid-cols-[minmax(0,1fr)_25rem] lg:grid-rows-[auto_minmax(0,1fr)_auto]"
        >
          <header className="flex min-h-12 items-center gap-3 border-line border-b px-4 lg:col-span-2">
            <Dialog.Title className="min-w-0 flex-1 truncate font-medium">
              {entry && caseName(entry)}
              <span className="ml-2 font-normal text-muted text-sm">{entry?.dataset}</span>
            </Dialog.Title>
            <p className="text-muted text-sm max-sm:hidden">{t`${at + 1} of ${of}`}</p>
            <Dialog.Close
              aria-label={t`Close`}
              className="-mr-2 grid size-10 place-items-center rounded-md text-muted hover:bg-raised hover:text-ink"
            >
              <X aria-hidden className="size-4" />
            </Dialog.Close>
          </header>
          <div className="flex min-h-0 min-w-0 [--stage-max-height:52dvh] lg:row-span-2 lg:p-2 lg:[--stage-aspect:auto] lg:[--stage-max-height:none]">
            {shown && <PreviewFrame key={shown.id} of={shown} layers={layers} />}
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
          <div tabIndex={0} className="min-h-0 overflow-y-auto px-4 py-4 -outline-offset-2">
            {problem ? (
              <div role="alert">
                <p className="text-danger">{problem}</p>
                <Button className="mt-3" onClick={retry}>{t`Try again`}</Button>
              </div>
            ) : shown ? (
              <PreviewText of={shown} layers={layers} timeZone={timeZone} />
            ) : (
              <p className="animate-late text-muted">{t`Fetching the case …`}</p>
            )}
          </div>
          <nav
            aria-label={t`Neighbouring cases`}
            className="flex gap-2 border-line border-t px-4 py-3 lg:col-start-2"
          >
            <Button className="flex-1" disabled={at === 0} onClick={() => onStep(-1)}>
              <ChevronLeft aria-hidden /> {t`Previous`}
            </Button>
            {onSelect && (
              <Button className="flex-1" aria-pressed={selected} onClick={onSelect}>
                {selected ? t`Selected` : t`Select`} <Kbd className="max-sm:hidden">X</Kbd>
              </Button>
            )}
            <Button className="flex-1" disabled={at + 1 >= of} onClick={() => onStep(1)}>
              {t`Next`} <ChevronRight aria-hidden />
            </Button>
          </nav>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** A case by its id; the one before stays until it has come. */
function useLibraryCase(id: string | null) {
  const [shown, setShown] = useState<LibraryCase | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks again
  useEffect(() => {
    if (id === null) return;
    let stale = false;
    void fetchLibraryCase(id).then((answer) => {
      if (stale) return;
      setProblem("problem" in answer ? answer.problem : null);
      if ("value" in answer) setShown(answer.value);
    });
    return () => {
      stale = true;
    };
  }, [id, tries]);
  return { shown: id === null ? null : shown, problem, retry: () => setTries((before) => before + 1) };
}
