"use client";

import { clsx } from "clsx";
import { Check, X } from "lucide-react";
import { type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Box, Size } from "@/lib/domain/geometry";
import { type Cut, isKept } from "@/lib/domain/recordings/cut";
import { phaseAt } from "@/lib/domain/recordings/phase-track";
import type { Stretch } from "@/lib/domain/recordings/sampling";
import { t } from "@/lib/language/t";
import { formatClock } from "@/lib/words/clock";
import { isCharacterKey, keyName, useLetterKeys } from "../viewer/stage-keys";
import { sampleWords } from "./sample-words";
import type { StripSample } from "./strip";

/** The least width of a picture and what stands below it, in CSS pixels. */
const LEAST_WIDTH = 104;
const CAPTION = 22;
const GAP = 6;
const PADDING = 6;
/** Rows beyond what is seen that are there already. */
const AHEAD = 2;

type FilmProps = {
  samples: readonly StripSample[];
  /** How many there will be. */
  count: number;
  cut: Cut;
  cursor: number;
  chosen: Stretch;
  size: Size;
  onGo: (index: number, extend: boolean) => void;
  /** Hears how many pictures stand in a row: the arrows up and down move by so many. */
  onColumns: (columns: number) => void;
  /** Hears of keys while the list has the focus: then the page itself doesn't. */
  onKey: (name: string) => boolean;
};

/** All samples in rows. Only those that are seen are on the page, so that thousands cost no more than a few. */
export function Film(props: FilmProps) {
  const { samples, count, cut, cursor, chosen, size, onGo, onColumns, onKey } = props;
  const letters = useLetterKeys();
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ width: 0, height: 0, top: 0 });
  useLayoutEffect(() => {
    const node = box.current!;
    const look = (): void =>
      setSeen({ width: node.clientWidth - 2 * PADDING, height: node.clientHeight, top: node.scrollTop });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(node);
    node.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      node.removeEventListener("scroll", look);
    };
  }, []);
  const columns = Math.max(1, Math.floor((seen.width + GAP) / (LEAST_WIDTH + GAP)));
  const width = Math.max(1, (seen.width - GAP * (columns - 1)) / columns);
  const height = Math.round((width * size.height) / size.width) + CAPTION;
  const rowHeight = height + GAP;
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - AHEAD) * columns;
  const last = Math.min(samples.length, (Math.ceil((seen.top + seen.height) / rowHeight) + AHEAD) * columns);
  useEffect(() => onColumns(columns), [columns, onColumns]);
  // The sample that is looked at is in sight.
  useLayoutEffect(() => {
    const node = box.current!;
    const top = Math.floor(cursor / columns) * rowHeight;
    if (top < node.scrollTop) node.scrollTop = top;
    else if (top + rowHeight > node.scrollTop + node.clientHeight) {
      node.scrollTop = top + rowHeight - node.clientHeight;
    }
  }, [cursor, columns, rowHeight]);

  const dragged = useRef<number | null>(null);
  const at = (event: PointerEvent): number | null => {
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-sample]");
    return cell instanceof HTMLElement ? Number(cell.dataset.sample) : null;
  };
  return (
    <div
      ref={box}
      role="listbox"
      tabIndex={0}
      aria-label={t`Filmstrip`}
      aria-multiselectable
      aria-activedescendant={cursor < samples.length ? `sample-${cursor}` : undefined}
      className="relative max-h-[min(26rem,55dvh)] min-h-24 overflow-y-auto overscroll-contain rounded-md border border-line bg-sunken p-1.5"
      onKeyDown={(event) => {
        const name = keyName(event.nativeEvent);
        if (name === null || (isCharacterKey(name) && name !== " " && !letters)) return;
        if (onKey(name)) event.preventDefault();
      }}
      onPointerDown={(event) => {
        const index = at(event);
        if (index === null || event.button !== 0) return;
        onGo(index, event.shiftKey);
        // A finger that moves scrolls.
        dragged.current = event.pointerType === "touch" ? null : index;
      }}
      onPointerMove={(event) => {
        if (dragged.current === null) return;
        if (event.buttons === 0) {
          dragged.current = null;
          return;
        }
        const index = at(event);
        if (index !== null && index !== dragged.current) {
          dragged.current = index;
          onGo(index, true);
        }
      }}
      onPointerUp={() => {
        dragged.current = null;
      }}
    >
      <div
        className="relative select-none"
        style={{ height: Math.ceil(samples.length / columns) * rowHeight }}
      >
        {samples.slice(first, last).map((sample, offset) => {
          const index = first + offset;
          return (
            <Cell
              key={index}
              index={index}
              count={count}
              sample={sample}
              cut={cut}
              current={index === cursor}
              chosen={index >= chosen.from && index <= chosen.to}
              natural={size}
              place={{
                left: (index % columns) * (width + GAP),
                top: Math.floor(index / columns) * rowHeight,
                width,
                height,
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

type CellProps = {
  index: number;
  count: number;
  sample: StripSample;
  cut: Cut;
  current: boolean;
  chosen: boolean;
  natural: Size;
  place: { left: number; top: number; width: number; height: number };
};

function Cell({ index, count, sample, cut, current, chosen, natural, place }: CellProps) {
  const kept = isKept(cut, index, sample.mark);
  const phase = phaseAt(cut.phases, index);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and says which of these it is at
    <div
      id={`sample-${index}`}
      role="option"
      data-sample={index}
      aria-selected={chosen}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-label={sampleWords(cut, index, sample)}
      style={place}
      className={clsx(
        "absolute overflow-hidden rounded-sm border bg-raised",
        current
          ? "border-ink outline-2 outline-ink"
          : chosen
            ? "border-accent outline-1 outline-accent"
            : "border-line",
        chosen && "bg-accent-soft",
      )}
    >
      <div className="relative overflow-hidden bg-[black]" style={{ height: place.height - CAPTION }}>
        {/* biome-ignore lint/performance/noImgElement: made on this page, of no address */}
        <img src={sample.url} alt="" draggable={false} className={clsx("size-full", !kept && "opacity-35")} />
        <Covers covers={cut.covers} natural={natural} />
      </div>
      <p className="flex items-center gap-1 px-1 text-xs" style={{ height: CAPTION - 2 }}>
        {kept ? (
          <Check aria-hidden className="size-3 shrink-0 text-good" />
        ) : (
          <X aria-hidden className="size-3 shrink-0 text-muted" />
        )}
        <span className={clsx("tabular-nums", !kept && "text-muted")}>{formatClock(sample.timeUs)}</span>
        <span className="ml-auto font-semibold">{phase}</span>
      </p>
    </div>
  );
}

/** What is covered, over a picture of any size. */
export function Covers({ covers, natural }: { covers: readonly Box[]; natural: Size }) {
  return covers.map(([x1, y1, x2, y2]) => (
    <div
      key={`${x1} ${y1} ${x2} ${y2}`}
      aria-hidden
      className="absolute bg-[black]"
      style={{
        left: `${(100 * x1) / natural.width}%`,
        top: `${(100 * y1) / natural.height}%`,
        width: `${(100 * (x2 - x1)) / natural.width}%`,
        height: `${(100 * (y2 - y1)) / natural.height}%`,
      }}
    />
  ));
}
