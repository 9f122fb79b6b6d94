"use client";

import { clsx } from "clsx";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import type { Box, Point } from "@/lib/domain/geometry";
import { type ChipCorner, layoutChips } from "./chip-layout";
import { useFrameView } from "./frame-context";
import { HatchSample } from "./hatch-sample";
import { type Reader, readerSample } from "./reader-lines";
import { visibleArea } from "./viewport";

/** Between a box and its label: clear of the handles. In CSS pixels, as the chip's own sizes. */
const GAP = 9;
const HEIGHT = 20;

type Wish = {
  readonly id: string;
  readonly box: Box;
  readonly width: number;
  readonly corner: ChipCorner;
  readonly optional: boolean;
};

type ChipPlaces = {
  readonly places: ReadonlyMap<string, Point>;
  /** Where labels are drawn: above every line. Null before the frame is there. */
  readonly layer: SVGGElement | null;
  /** Asks for a place, or for another; the chip that asked first is placed first. */
  readonly ask: (wish: Wish) => void;
  readonly leave: (id: string) => void;
};

const ChipContext = createContext<ChipPlaces | null>(null);

/** Finds the places of all labels on a frame together, so that none covers another, and draws them over the lines. */
export function ChipLayer({ children }: { children: ReactNode }) {
  const { stage, placement, unit } = useFrameView();
  const [wishes, setWishes] = useState<readonly Wish[]>([]);
  const [layer, setLayer] = useState<SVGGElement | null>(null);
  const ask = useCallback((wish: Wish) => {
    setWishes((before) =>
      before.some(({ id }) => id === wish.id)
        ? before.map((each) => (each.id === wish.id ? wish : each))
        : [...before, wish],
    );
  }, []);
  const leave = useCallback((id: string) => {
    setWishes((before) => before.filter((each) => each.id !== id));
  }, []);
  const places = useMemo(() => {
    const bounds = visibleArea(placement, stage);
    const pixel = unit / placement.scale;
    const requests = wishes.map(({ width, ...wish }) => ({
      ...wish,
      size: { width: width * pixel, height: HEIGHT * pixel },
    }));
    return layoutChips(requests, bounds, GAP * pixel);
  }, [wishes, stage, placement, unit]);
  const value = useMemo(() => ({ places, layer, ask, leave }), [places, layer, ask, leave]);
  return (
    <ChipContext value={value}>
      {children}
      <g ref={setLayer} className="pointer-events-none" />
    </ChipContext>
  );
}

type ChipProps = {
  reader: Reader | "no-go";
  box: Box;
  label: string;
  corner: ChipCorner;
  dimmed?: boolean;
  /** Left out where there is no room. */
  optional?: boolean;
};

/** A label on a box: light on dark, with a stroke of the reader's line, so that hue is never alone. */
export function Chip({ reader, box, label, corner, dimmed = false, optional = false }: ChipProps) {
  const id = useId();
  const { placement, unit } = useFrameView();
  const chips = use(ChipContext);
  const layer = chips?.layer ?? null;
  const text = useRef<SVGTextElement>(null);
  const [length, setLength] = useState(label.length * 7);
  const [x1, y1, x2, y2] = box;
  const width = length + 38;
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured when it is first drawn, and when the label changes
  useLayoutEffect(() => {
    const measured = text.current?.getComputedTextLength();
    if (measured) setLength(measured);
  }, [label, layer]);
  useLayoutEffect(() => {
    chips?.ask({ id, box: [x1, y1, x2, y2], width, corner, optional });
  }, [chips?.ask, id, x1, y1, x2, y2, width, corner, optional]);
  useLayoutEffect(() => () => chips?.leave(id), [chips?.leave, id]);

  const place = chips?.places.get(id);
  if (!layer) return null;
  return createPortal(
    <g
      transform={`translate(${place?.x ?? x1} ${place?.y ?? y1}) scale(${unit / placement.scale})`}
      visibility={place ? undefined : "hidden"}
      className={clsx("font-medium transition-opacity duration-150", dimmed && "opacity-30")}
    >
      <rect width={width} height={HEIGHT} rx={3} fill="var(--mark-casing)" />
      {reader === "no-go" ? (
        <HatchSample x={7} y={HEIGHT / 2 - 4} width={18} height={8} />
      ) : (
        <line x1={7} x2={25} y1={HEIGHT / 2} y2={HEIGHT / 2} {...readerSample(reader, 18)} />
      )}
      <text ref={text} x={31} y={14.2} fontSize={12} fill="oklch(97% 0 0)">
        {label}
      </text>
    </g>,
    layer,
  );
}
