"use client";

import { t } from "@/lib/language/t";
import { ReaderSwatch } from "../viewer/marks";
import type { Mark } from "../viewer/reader-lines";
import { useLetterKeys } from "../viewer/stage-keys";
import { LayerToggle } from "./layer-toggle";
import { keyOfLayer, type Layers } from "./use-layers";

type LayerTogglesProps = {
  shown: Layers<{
    readonly id: string;
    readonly reader: Mark;
    readonly name: string;
    readonly letter?: string;
  }>;
  /** Within a dialog the number keys are not heard, and so not shown. */
  inDialog?: boolean;
  /** What they are of. */
  label?: string;
  /** Of which layers: all, unless given. */
  of?: (reader: Mark) => boolean;
};

const all = (): boolean => true;

/** What lies on the frame, each to be shown or hidden by a tap or by its key. */
export function LayerToggles(props: LayerTogglesProps) {
  const { shown, inDialog = false, label = t`Shown on the frame`, of = all } = props;
  const { layers, hidden, toggle } = shown;
  const keysOn = useLetterKeys() && !inDialog;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would lay its legend out as a form's
    <div role="group" aria-label={label} className="flex flex-wrap gap-2">
      {layers.map(
        ({ id, reader, name }, index) =>
          of(reader) && (
            <LayerToggle
              key={id}
              on={!hidden.has(id)}
              onPress={() => toggle(id)}
              shortcut={keysOn ? (keyOfLayer(layers, index)?.toUpperCase() ?? null) : null}
            >
              <ReaderSwatch reader={reader} className={hidden.has(id) ? "opacity-40" : ""} />
              <span className="min-w-0 break-words">{name}</span>
            </LayerToggle>
          ),
      )}
    </div>
  );
}
