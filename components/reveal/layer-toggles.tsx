"use client";

import { Kbd } from "../ui/kbd";
import { ReaderSwatch } from "../viewer/marks";
import type { Reader } from "../viewer/reader-lines";
import { useLetterKeys } from "../viewer/stage-keys";
import type { Layers } from "./use-layers";

type LayerTogglesProps = {
  shown: Layers<{ readonly id: string; readonly reader: Reader | "cohort"; readonly name: string }>;
  /** Within a dialog the number keys are not heard, and so not shown. */
  inDialog?: boolean;
};

/** What lies on the frame, each to be shown or hidden by a tap or by its number. */
export function LayerToggles({ shown: { layers, hidden, toggle }, inDialog = false }: LayerTogglesProps) {
  const keysOn = useLetterKeys() && !inDialog;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would lay its legend out as a form's
    <div role="group" aria-label="Shown on the frame" className="flex flex-wrap gap-2">
      {layers.map(({ id, reader, name }, index) => (
        <button
          key={id}
          type="button"
          aria-pressed={!hidden.has(id)}
          onClick={() => toggle(id)}
          className="flex min-h-9 max-w-full items-center gap-2 rounded-md border border-line-strong bg-raised py-1 pr-2.5 pl-2 text-left text-sm hover:border-ink pointer-coarse:min-h-11 aria-[pressed=false]:border-line aria-[pressed=false]:bg-transparent aria-[pressed=false]:text-muted aria-[pressed=false]:line-through aria-[pressed=false]:decoration-line-strong"
        >
          <ReaderSwatch reader={reader} className={hidden.has(id) ? "opacity-40" : ""} />
          <span className="min-w-0 break-words">{name}</span>
          {keysOn && index < 9 && <Kbd className="ml-auto">{index + 1}</Kbd>}
        </button>
      ))}
    </div>
  );
}
