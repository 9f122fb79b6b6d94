"use client";

import { clsx } from "clsx";
import { Layers, TriangleAlert } from "lucide-react";
import type { MouseEvent } from "react";
import type { LibraryEntry } from "@/lib/domain/library/views";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { Thumbnail } from "../viewer/thumbnail";
import { caseName, describeDifficulty, describeMarks, describeModels } from "./entry-words";

type CaseCardProps = {
  entry: LibraryEntry;
  index: number;
  column: number;
  /** Whether it is the one that Tab comes to. */
  current: boolean;
  selected: boolean;
  /** Whether it stands already in the set that cases are added to. */
  inTarget: boolean;
  onOpen: (index: number) => void;
  onSelect: (index: number, range: boolean) => void;
  onFocus: (index: number) => void;
};

/** A case in the grid: its frame, and what is known of it in three lines. */
export function CaseCard(props: CaseCardProps) {
  const { entry, index, column, current, selected, inTarget, onOpen, onSelect, onFocus } = props;
  const models = describeModels(entry);
  function open(event: MouseEvent<HTMLElement>): void {
    if (event.shiftKey || event.ctrlKey || event.metaKey) onSelect(index, event.shiftKey);
    else onOpen(index);
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it listens for keys
    // biome-ignore lint/a11y/useSemanticElements: cards laid out freely are no table, but move like one
    <div
      role="gridcell"
      tabIndex={current ? 0 : -1}
      data-index={index}
      aria-colindex={column + 1}
      aria-selected={selected}
      onClick={open}
      onFocus={() => onFocus(index)}
      className={clsx(
        "group relative flex min-w-0 cursor-pointer flex-col overflow-hidden rounded-md border text-xs outline-offset-2",
        selected ? "border-accent bg-accent-soft" : "border-line bg-raised hover:border-line-strong",
      )}
    >
      <Thumbnail frame={entry} width={320} eager className="w-full" />
      <div className="min-h-0 flex-1 px-2 py-1.5">
        <p className="flex gap-2 font-medium text-sm">
          <span className="min-w-0 flex-1 truncate">{caseName(entry)}</span>
          <span className="shrink-0 text-muted">{entry.phase}</span>
        </p>
        <p className="truncate text-muted">{describeDifficulty(entry)}</p>
        <p className="flex items-center gap-x-2 text-muted">
          <span className="min-w-0 flex-1 truncate">
            {entry.retired ? t`Retired` : inTarget ? t`In this set already` : (models ?? t`No model`)}
          </span>
          {entry.contested && (
            <span className="flex shrink-0 items-center gap-0.5 text-caution" title={t`Contested`}>
              <TriangleAlert aria-hidden className="size-3.5" />
              {entry.openDisputes > 0 && entry.openDisputes}
            </span>
          )}
          {entry.sets.length > 0 && (
            <span
              className="flex shrink-0 items-center gap-0.5"
              title={inList(
                entry.sets.map(({ name }) => name),
                ",",
              )}
            >
              <Layers aria-hidden className="size-3.5" />
              {entry.sets.length}
            </span>
          )}
        </p>
        <span className="sr-only">{describeMarks(entry)}</span>
      </div>
      <label
        // A press beside the box is not one on the card.
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
        className="absolute top-1 left-1 grid size-8 place-items-center rounded-sm bg-paper opacity-85 hover:opacity-100 pointer-coarse:size-11"
      >
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t`Select ${caseName(entry)}`}
          checked={selected}
          onChange={(event) => onSelect(index, (event.nativeEvent as PointerEvent).shiftKey)}
          className="size-4 accent-accent"
        />
      </label>
    </div>
  );
}
