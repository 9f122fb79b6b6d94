"use client";

import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import type { LibraryEntry } from "@/lib/domain/library/views";
import { CaseCard } from "./case-card";
import { readGridKey } from "./grid-keys";
import type { ChosenCases } from "./use-chosen-cases";
import { GAP, useRows } from "./use-rows";

type CaseGridProps = {
  label: string;
  entries: readonly LibraryEntry[];
  hasMore: boolean;
  onMore: () => void;
  busy: boolean;
  selection: ChosenCases;
  /** The case that Tab comes to, by its place. */
  at: number;
  onAt: (index: number) => void;
  onOpen: (index: number) => void;
  targetId: string | null;
};

/** Rows from the end of what is loaded, at which more is asked for. */
const AHEAD = 6;

/** The cases as a grid of frames, of which only those near the window are drawn: arrows move, Enter opens, X selects. */
export function CaseGrid(props: CaseGridProps) {
  const { label, entries, hasMore, onMore, busy, selection, at, onAt, onOpen, targetId } = props;
  const grid = useRef<HTMLDivElement>(null);
  const rows = useRows(grid);
  const anchor = useRef(at);
  // The place that is to take the focus once it is drawn.
  const wanted = useRef<number | null>(null);
  const columns = rows?.columns ?? 4;
  const count = Math.ceil(entries.length / columns);

  const more = useEffectEvent(onMore);
  const isNearEnd = rows !== null && hasMore && rows.last + AHEAD >= count;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for each page that arrives
  useEffect(() => {
    if (isNearEnd) more();
  }, [isNearEnd, entries.length]);

  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!cell) return;
    wanted.current = null;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest" });
  });

  function range(from: number, to: number): readonly string[] {
    const [start, end] = from < to ? [from, to] : [to, from];
    return entries.slice(start, end + 1).map(({ id }) => id);
  }
  function select(index: number, isRange: boolean): void {
    const entry = entries[index];
    if (!entry) return;
    if (isRange) selection.add(range(anchor.current, index));
    else selection.toggle(entry.id);
    anchor.current = index;
    onAt(index);
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.altKey || !(event.target as HTMLElement).matches("[role=gridcell]")) return;
    const press = { key: event.key, shiftKey: event.shiftKey, mod: event.ctrlKey || event.metaKey };
    const move = readGridKey(press, at, { count: entries.length, columns });
    if (!move) return;
    event.preventDefault();
    if ("to" in move) {
      if (move.extend) selection.add(range(at, move.to));
      else anchor.current = move.to;
      wanted.current = move.to;
      onAt(move.to);
    } else if (move.action === "open") onOpen(at);
    else if (move.action === "select") select(at, false);
    else if (move.action === "select-all") selection.add(entries.map(({ id }) => id));
    else selection.clear();
  }

  const height = rows ? Math.max(0, count * rows.rowHeight - GAP) : undefined;
  const shown = rows
    ? rowsToDraw(rows.first, Math.min(rows.last, count - 1), Math.floor(at / columns), count)
    : [];
  return (
    // biome-ignore lint/a11y/useSemanticElements: cards laid out freely are no table, but move like one
    <div
      ref={grid}
      role="grid"
      aria-label={label}
      aria-multiselectable
      aria-rowcount={hasMore ? -1 : count}
      aria-colcount={columns}
      aria-busy={busy}
      onKeyDown={onKeyDown}
      className="relative aria-busy:opacity-60"
      style={{ height, minHeight: rows ? undefined : "60vh" }}
    >
      {rows &&
        shown.map((row) => (
          // biome-ignore lint/a11y/useSemanticElements: as the grid
          // biome-ignore lint/a11y/useFocusableInteractive: its cells are
          <div
            key={row}
            role="row"
            aria-rowindex={row + 1}
            className="absolute inset-x-0 grid"
            style={{
              top: row * rows.rowHeight,
              height: rows.rowHeight - GAP,
              gap: GAP,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {entries.slice(row * columns, (row + 1) * columns).map((entry, column) => {
              const index = row * columns + column;
              return (
                <CaseCard
                  key={entry.id}
                  entry={entry}
                  index={index}
                  column={column}
                  current={index === at}
                  selected={selection.has(entry.id)}
                  inTarget={targetId !== null && entry.sets.some(({ id }) => id === targetId)}
                  onOpen={onOpen}
                  onSelect={select}
                  onFocus={onAt}
                />
              );
            })}
          </div>
        ))}
    </div>
  );
}

/** The rows in the window; and the one with the focus, wherever it is, so that the focus is not lost. */
function rowsToDraw(first: number, last: number, focused: number, count: number): readonly number[] {
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  if (focused >= count || (focused >= first && focused <= last)) return rows;
  return focused < first ? [focused, ...rows] : [...rows, focused];
}
