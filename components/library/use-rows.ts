"use client";

import { type RefObject, useEffect, useState } from "react";

type Rows = {
  readonly columns: number;
  /** CSS pixels, the gap below included. */
  readonly rowHeight: number;
  /** The rows to be drawn: those in the window, and some around it. */
  readonly first: number;
  readonly last: number;
};

/** The least width of a card, in CSS pixels; two stand side by side on the narrowest phone. */
const CARD_WIDTH = 188;
export const GAP = 12;
/** Of the words below a frame. */
const WORDS_HEIGHT = 72;
/** Frames are shown at 8 : 5. */
const ASPECT = 5 / 8;
const AROUND = 3;

function layOut(grid: HTMLElement): Rows {
  const { top, width } = grid.getBoundingClientRect();
  const columns = Math.max(2, Math.floor((width + GAP) / (CARD_WIDTH + GAP)));
  const cardWidth = (width - (columns - 1) * GAP) / columns;
  const em = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const rowHeight = Math.ceil(cardWidth * ASPECT + WORDS_HEIGHT * em) + GAP;
  const first = Math.max(0, Math.floor(-top / rowHeight) - AROUND);
  const last = Math.ceil((window.innerHeight - top) / rowHeight) + AROUND;
  return { columns, rowHeight, first, last: Math.max(first, last) };
}

/** Which rows of a grid of cards are to be drawn as the page scrolls; null until it has been measured. */
export function useRows(grid: RefObject<HTMLElement | null>): Rows | null {
  const [rows, setRows] = useState<Rows | null>(null);
  useEffect(() => {
    const element = grid.current;
    if (!element) return;
    let asked = 0;
    const measure = (): void => {
      asked = 0;
      const next = layOut(element);
      setRows((before) =>
        before &&
        before.columns === next.columns &&
        before.rowHeight === next.rowHeight &&
        before.first === next.first &&
        before.last === next.last
          ? before
          : next,
      );
    };
    const ask = (): void => {
      asked ||= requestAnimationFrame(measure);
    };
    measure();
    const observer = new ResizeObserver(ask);
    observer.observe(element);
    window.addEventListener("scroll", ask, { passive: true });
    window.addEventListener("resize", ask);
    return () => {
      cancelAnimationFrame(asked);
      observer.disconnect();
      window.removeEventListener("scroll", ask);
      window.removeEventListener("resize", ask);
    };
  }, [grid]);
  return rows;
}
