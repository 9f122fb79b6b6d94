"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp, GripVertical, TriangleAlert, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { moveItem } from "@/lib/domain/case-sets/move-item";
import type { SetItem } from "@/lib/domain/case-sets/views";
import { t } from "@/lib/language/t";
import { caseName, describeDifficulty, describeModels } from "../library/entry-words";
import { Thumbnail } from "../viewer/thumbnail";
import { useDragOrder } from "./use-drag-order";

type SetItemsProps = {
  items: readonly SetItem[];
  editable: boolean;
  onChange: (next: (items: readonly SetItem[]) => readonly SetItem[]) => void;
  onOpen: (index: number) => void;
};

/** The cases of a set in their order: dragged, or moved by the arrow keys; taken out by a press. */
export function SetItems({ items, editable, onChange, onOpen }: SetItemsProps) {
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState("");
  // The case whose handle keeps the focus where it moves to.
  const follow = useRef<string | null>(null);
  function move(from: number, to: number): void {
    const item = items[from];
    if (!item || to < 0 || to >= items.length) return;
    onChange((before) => moveItem(before, from, to));
    setSaid(t`${caseName(item)}: place ${to + 1} of ${items.length}.`);
  }
  function remove(index: number): void {
    const item = items[index]!;
    follow.current = (items[index + 1] ?? items[index - 1])?.id ?? null;
    onChange((before) => before.filter(({ id }) => id !== item.id));
    setSaid(t`${caseName(item)} taken out.`);
  }
  useEffect(() => {
    if (!follow.current) return;
    const next = list.current?.querySelector<HTMLElement>(`[data-case="${follow.current}"]`);
    follow.current = null;
    next?.focus();
  });
  const drag = useDragOrder(list, items.length, move);
  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      <ol ref={list} className="border-line border-y" aria-label={t`Cases of the set`}>
        {items.map((item, index) => (
          <li
            key={item.id}
            className={clsx(
              "flex h-[4.75rem] items-center gap-2 border-line border-b text-sm last:border-b-0 sm:gap-3",
              drag.dragged === index && "bg-accent-soft",
            )}
          >
            {editable && (
              <Handle
                item={item}
                place={index + 1}
                of={items.length}
                drag={drag.handle(index)}
                onStep={(by) => {
                  follow.current = item.id;
                  move(index, index + by);
                }}
              />
            )}
            {/* On a phone the tools need its room. */}
            <span className={clsx("w-6 shrink-0 text-right text-muted", editable && "max-sm:hidden")}>
              {index + 1}
            </span>
            <button
              type="button"
              onClick={() => onOpen(index)}
              aria-label={t`Look at ${caseName(item)}`}
              className={clsx(
                "h-14 w-[5.6rem] shrink-0 overflow-hidden rounded-sm bg-sunken hover:outline-2 hover:outline-line-strong",
                editable && "max-sm:w-16",
              )}
            >
              <Thumbnail frame={item} width={320} className="size-full" />
            </button>
            <div className="min-w-0 flex-1">
              <p className="line-clamp-2 font-medium">
                {caseName(item)} <span className="font-normal text-muted">· {item.phase}</span>
                {item.contested && (
                  <TriangleAlert aria-label={t`Contested`} className="ml-1.5 inline size-3.5 text-caution" />
                )}
              </p>
              <p className="truncate text-muted text-xs">{describeDifficulty(item)}</p>
              <p className="truncate text-muted text-xs">{describeModels(item) ?? t`No model`}</p>
            </div>
            {editable && (
              <div className="flex shrink-0">
                <Step
                  label={t`Move ${caseName(item)} up`}
                  disabled={index === 0}
                  onStep={() => move(index, index - 1)}
                >
                  <ArrowUp aria-hidden className="size-4" />
                </Step>
                <Step
                  label={t`Move ${caseName(item)} down`}
                  disabled={index === items.length - 1}
                  onStep={() => move(index, index + 1)}
                >
                  <ArrowDown aria-hidden className="size-4" />
                </Step>
                <Step label={t`Take ${caseName(item)} out`} onStep={() => remove(index)}>
                  <X aria-hidden className="size-4" />
                </Step>
              </div>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

type HandleProps = {
  item: SetItem;
  place: number;
  of: number;
  drag: ReturnType<ReturnType<typeof useDragOrder>["handle"]>;
  onStep: (by: number) => void;
};

function Handle({ item, place, of, drag, onStep }: HandleProps) {
  function onKeyDown(event: KeyboardEvent): void {
    const by = { ArrowUp: -1, ArrowDown: 1, Home: 1 - place, End: of - place }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onStep(by);
  }
  return (
    <button
      type="button"
      data-case={item.id}
      aria-label={t`Place of ${caseName(item)}: ${place} of ${of}. Arrow keys move it.`}
      onKeyDown={onKeyDown}
      {...drag}
      className="grid h-14 w-8 shrink-0 cursor-grab touch-none place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink active:cursor-grabbing"
    >
      <GripVertical aria-hidden className="size-4" />
    </button>
  );
}

type StepProps = { label: string; disabled?: boolean; onStep: () => void; children: React.ReactNode };

function Step({ label, disabled = false, onStep, children }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onStep}
      className="grid h-11 w-8 place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink disabled:cursor-not-allowed disabled:opacity-35"
    >
      {children}
    </button>
  );
}
