"use client";

import { useCallback, useLayoutEffect, useMemo, useRef } from "react";
import type { Box, Point } from "@/lib/domain/geometry";
import { t } from "@/lib/language/t";
import { Chip } from "./chips";
import { cursorOf, gripAt, HANDLES, handlePoint } from "./draw/box-edit";
import { type Drawing, liveBox } from "./draw/reducer";
import type { DrawingStore } from "./draw/store";
import { usePaint, writeBox } from "./draw/use-paint";
import { zoneKey } from "./draw/zone-key";
import { type FrameTool, type PointerKind, useFrameView } from "./frame-context";
import { Loupe } from "./loupe";
import { casingLine, type Reader, readerColor, readerLine } from "./reader-lines";
import { useStore } from "./store";
import { useTool } from "./use-tool";
import { visibleArea } from "./viewport";

/** How far from a handle a press still takes it, in CSS pixels: targets of 24, 32 and 44. */
const REACH: Readonly<Record<PointerKind, number>> = { mouse: 12, pen: 16, touch: 22 };
/** The shortest side that a stroke may leave, in CSS pixels: less is a slip of the hand. */
const LEAST_STROKE: Readonly<Record<PointerKind, number>> = { mouse: 6, pen: 8, touch: 16 };
/** A handle's side, and the side a box must have to show those in the middle of its edges, in CSS pixels. */
const HANDLE = 9;
const ROOM_FOR_MIDDLES = 56;

type ZoneCanvasProps = {
  store: DrawingStore;
  /** The id of the element that says how to draw. */
  describedBy: string;
  /** Only shows the zone: it is on its way. */
  still?: boolean;
  /** Whose line it is drawn with. */
  reader?: Reader;
  /** On the zone; short. */
  label?: string;
};

/**
 * Draws the Go Zone on a frame, inside a FrameViewer. While the pointer moves, React renders nothing: the
 * geometry of the nodes below is written by `paint` alone, once per animation frame.
 */
export function ZoneCanvas(props: ZoneCanvasProps) {
  const { store, describedBy, still = false, reader = "you", label = t`Your zone` } = props;
  const view = useFrameView();
  const { unit, picture } = view;
  const { scale } = view.placement;
  // The tool stays the same while the frame is zoomed; it looks here for what is seen.
  const seen = useRef(view);
  useLayoutEffect(() => {
    seen.current = view;
  });
  const pixel = unit / scale;
  const root = useRef<SVGGElement>(null);
  const touching = useRef(false);
  const madeByTap = useRef(false);
  const box = useStore(store, (drawing) => drawing.box);
  const gesture = useStore(store, (drawing) => drawing.gesture?.kind ?? null);
  const selected = useStore(store, (drawing) => drawing.selected);
  const arrows = useStore(store, (drawing) => drawing.arrows);

  const paint = useCallback(() => {
    const { gesture: held, box: kept } = store.get();
    const live = liveBox(store.get());
    const shown = live ?? (held?.kind === "corner" ? kept : null);
    for (const node of root.current?.children ?? []) {
      const part = (node as SVGElement).dataset.part;
      if (part === "line") writeBox(node, shown);
      else if (part === "corner") writeHandle(node, held?.kind === "corner" ? held.from : null, pixel);
      else if (part) {
        const at = live && handlePoint(live, part as (typeof HANDLES)[number]);
        writeHandle(node, at && hasRoomFor(part, live, pixel) ? at : null, pixel);
      }
    }
  }, [store, pixel]);
  usePaint(store, paint);
  // React may have put nodes in or out: theirs must be painted before they are seen.
  useLayoutEffect(paint);

  const tool = useMemo((): FrameTool => {
    const pixels = (length: number): number => length / seen.current.placement.scale;
    const leastFor = (pointer: PointerKind): number => pixels(LEAST_STROKE[pointer]);
    const grip = (at: Point, pointer: PointerKind) => {
      const { box: zone, selected: active } = store.get();
      if (!zone) return null;
      const found = gripAt(zone, at, pixels(REACH[pointer]));
      return active || found === "inside" || found === null ? found : inside(zone, at);
    };
    return {
      label: t`Frame. Draw the Go Zone here.`,
      describedBy,
      press: (at, pointer) => {
        touching.current = pointer === "touch";
        const held = grip(at, pointer);
        if (held === null) store.dispatch({ type: "draw", at, least: leastFor(pointer) });
        else if (held === "inside") store.dispatch({ type: "move", at });
        else store.dispatch({ type: "resize", handle: held, at, least: 0 });
      },
      drag: (to) => store.dispatch({ type: "drag", to }),
      release: () => store.dispatch({ type: "end" }),
      tap: (at, pointer) => {
        const before = store.get().box;
        store.dispatch({ type: "tap", at, least: leastFor(pointer) });
        madeByTap.current = store.get().box !== before;
      },
      untap: () => {
        store.dispatch({ type: "abandon" });
        if (madeByTap.current) store.dispatch({ type: "undo" });
        madeByTap.current = false;
      },
      hover: (at) => {
        if (store.get().gesture?.kind !== "corner") return cursorOf(grip(at, "mouse"));
        store.dispatch({ type: "drag", to: at });
        return "crosshair";
      },
      abandon: () => store.dispatch({ type: "abandon" }),
      erase: () => store.dispatch({ type: "clear" }),
      palm: () => store.dispatch({ type: "slip", slip: "palm" }),
      key: (name, repeated) => {
        const { placement, stage } = seen.current;
        return zoneKey(store, name, repeated, visibleArea(placement, stage));
      },
    };
  }, [store, describedBy]);
  useTool(tool, !still && picture !== null);

  const covered = useCallback(() => coveredPoint(store.get()), [store]);
  const writeLoupe = useCallback(
    (scene: SVGGElement) => {
      for (const node of scene.querySelectorAll("rect")) writeBox(node, liveBox(store.get()));
    },
    [store],
  );
  const handles = box && selected && !still && gesture !== "drawing" && gesture !== "corner" ? HANDLES : [];
  const lit = arrows === "lower-right" ? "se" : arrows === "upper-left" ? "nw" : null;
  return (
    <>
      <g ref={root} opacity={gesture === "corner" && box ? 0.6 : undefined}>
        <rect data-part="line" {...casingLine(unit)} />
        <rect data-part="line" {...readerLine(reader, unit)} />
        <rect data-part="corner" {...handleLook(reader)} />
        {handles.map((handle) => (
          <rect
            key={handle}
            data-part={handle}
            {...handleLook(reader)}
            {...(handle === lit && { fill: readerColor[reader], stroke: "oklch(97% 0 0)" })}
          />
        ))}
      </g>
      {box && gesture === null && <Chip reader={reader} box={box} label={label} corner="top-left" />}
      <Loupe store={store} touching={touching} covered={covered} write={writeLoupe}>
        <rect {...casingLine()} />
        <rect {...readerLine(reader)} />
      </Loupe>
    </>
  );
}

const handleLook = (reader: Reader) =>
  ({
    fill: "oklch(15% 0 0)",
    stroke: readerColor[reader],
    strokeWidth: 2,
    vectorEffect: "non-scaling-stroke",
  }) as const;

const inside = ([x1, y1, x2, y2]: Box, { x, y }: Point): "inside" | null =>
  x >= x1 && x <= x2 && y >= y1 && y <= y2 ? "inside" : null;

/** Corners always; the others only where they don't crowd them. */
function hasRoomFor(handle: string, [x1, y1, x2, y2]: Box, pixel: number): boolean {
  if (handle.length === 2) return true;
  const side = handle === "n" || handle === "s" ? x2 - x1 : y2 - y1;
  return side >= ROOM_FOR_MIDDLES * pixel;
}

/** `pixel`: a CSS pixel of marks, in natural pixels. */
function writeHandle(node: Element, at: Point | null, pixel: number): void {
  const half = (HANDLE / 2) * pixel;
  writeBox(node, at && [at.x - half, at.y - half, at.x + half, at.y + half]);
}

/** The point that the finger works on and hides; null while it only moves the box. */
function coveredPoint(drawing: Drawing): Point | null {
  const { gesture } = drawing;
  if (gesture?.kind === "drawing") return gesture.to;
  const box = gesture?.kind === "resizing" ? liveBox(drawing) : null;
  return box && gesture?.kind === "resizing" ? handlePoint(box, gesture.handle) : null;
}
