"use client";

import { useCallback, useId, useLayoutEffect, useMemo, useRef } from "react";
import type { Point } from "@/lib/domain/geometry";
import { measurePixels } from "@/lib/domain/no-go/measure-pixels";
import { t } from "@/lib/language/t";
import { Chip } from "../viewer/chips";
import { usePaint } from "../viewer/draw/use-paint";
import { type FrameTool, type PointerKind, useFrameView } from "../viewer/frame-context";
import { Loupe } from "../viewer/loupe";
import { Hatch, NoGoMarks } from "../viewer/no-go-marks";
import { casingLine, readerColor } from "../viewer/reader-lines";
import { drawnPixels } from "../viewer/region-paths";
import { useStore } from "../viewer/store";
import { useTool } from "../viewer/use-tool";
import { visibleArea } from "../viewer/viewport";
import { regionKey } from "./region-key";
import { labelOf } from "./region-words";
import { gripAt, liveRing, type Regions } from "./regions";
import { middleOfSide, pathOfRing, type Ring } from "./ring";
import type { RegionsStore } from "./store";

/** How far from a corner a press still takes it, in CSS pixels: targets of 24, 32 and 44. */
const REACH: Readonly<Record<PointerKind, number>> = { mouse: 12, pen: 16, touch: 22 };
/** The shortest side that a stroke may leave, in CSS pixels: less is a slip of the hand. */
const LEAST_STROKE: Readonly<Record<PointerKind, number>> = { mouse: 6, pen: 8, touch: 16 };
/** The radius of a corner and of a side's middle, and how long a side must be to show its middle, in CSS pixels. */
const CORNER = 5;
const MIDDLE = 2.5;
const ROOM_FOR_MIDDLE = 48;

type RegionCanvasProps = {
  store: RegionsStore;
  /** The id of the element that says how to draw. */
  describedBy: string;
};

/**
 * Draws No-Go regions on a frame, inside a FrameViewer: the one that is taken up, among the others. While the pointer
 * moves, React renders nothing: `paint` writes the geometry of the nodes.
 */
export function RegionCanvas({ store, describedBy }: RegionCanvasProps) {
  const view = useFrameView();
  const { unit, picture, frame } = view;
  // The tool stays the same while the frame is zoomed; it looks here for what is seen.
  const seen = useRef(view);
  useLayoutEffect(() => {
    seen.current = view;
  });
  const pixel = unit / view.placement.scale;
  const root = useRef<SVGGElement>(null);
  const touching = useRef(false);
  const untap = useRef<(() => void) | null>(null);
  const hatch = useId();
  const regions = useStore(store, (state) => state.regions);
  const active = useStore(store, (state) => state.active);
  const corner = useStore(store, (state) => state.corner);
  const gesture = useStore(store, (state) => state.gesture?.kind ?? null);
  const corners = useStore(store, (state) => liveRing(state)?.ring.length ?? 0);
  const region = active === null ? undefined : regions[active];

  const paint = useCallback(() => {
    const live = liveRing(store.get());
    for (const node of root.current?.children ?? []) paintNode(node as SVGElement, live, pixel);
  }, [store, pixel]);
  usePaint(store, paint);
  // React may have put nodes in or out: theirs must be painted before they are seen.
  useLayoutEffect(paint);

  const tool = useMemo((): FrameTool => {
    const pixels = (length: number): number => length / seen.current.placement.scale;
    const reachOf = (pointer: PointerKind): number => pixels(REACH[pointer]);
    return {
      label: t`Frame. Draw No-Go regions here.`,
      describedBy,
      press: (at, pointer) => {
        touching.current = pointer === "touch";
        store.dispatch({ type: "press", at, reach: reachOf(pointer), least: pixels(LEAST_STROKE[pointer]) });
      },
      drag: (to) => store.dispatch({ type: "drag", to }),
      release: () => store.dispatch({ type: "end" }),
      tap: (at, pointer) => {
        const before = store.get();
        store.dispatch({ type: "tap", at, reach: reachOf(pointer) });
        untap.current = undoOfTap(before, store);
      },
      untap: () => {
        untap.current?.();
        untap.current = null;
      },
      doubleTap: () => {
        const { gesture: held } = store.get();
        if (held?.kind !== "tracing" || held.ring.length < 3) return false;
        store.dispatch({ type: "close" });
        return true;
      },
      hover: (at) => {
        const state = store.get();
        if (state.gesture?.kind === "tracing") {
          store.dispatch({ type: "drag", to: at });
          return "crosshair";
        }
        const grip = gripAt(state, at, reachOf("mouse"));
        return grip ? (grip.kind === "corner" ? "move" : "copy") : "crosshair";
      },
      abandon: () => store.dispatch({ type: "abandon" }),
      erase: () => store.dispatch({ type: "take-away" }),
      palm: () => store.dispatch({ type: "slip", slip: "palm" }),
      key: (name, repeated) => {
        const { placement, stage } = seen.current;
        // There may be several frames on a page: this one is described by what describes the tool.
        const onFrame = document.activeElement?.getAttribute("aria-describedby") === describedBy;
        return regionKey(store, name, { repeated, visible: visibleArea(placement, stage), onFrame });
      },
    };
  }, [store, describedBy]);
  useTool(tool, picture !== null);

  const covered = useCallback(() => coveredPoint(store.get()), [store]);
  const writeLoupe = useCallback(
    (scene: SVGGElement) => {
      const live = liveRing(store.get());
      for (const node of scene.querySelectorAll("path"))
        node.setAttribute("d", live ? pathOfRing(live.ring, live.closed) : "");
    },
    [store],
  );
  const bounds = region && measurePixels(region.counts, frame).bounds;
  const mask = region && !region.polygon && !gesture ? drawnPixels(region.counts, frame).path : null;
  return (
    <>
      <NoGoMarks regions={region ? regions.filter((each) => each !== region) : regions} />
      <Hatch id={hatch} />
      {mask && (
        <>
          <path d={mask} fill={`url(#${hatch})`} fillRule="evenodd" />
          <path d={mask} {...casingLine(unit)} />
          <path d={mask} {...line(unit)} strokeDasharray={`${6 * unit} ${4 * unit}`} />
        </>
      )}
      <g ref={root}>
        <path data-part="line" fill={`url(#${hatch})`} fillRule="evenodd" />
        <path data-part="line" {...casingLine(unit)} />
        <path data-part="line" {...line(unit)} />
        {Array.from({ length: corners }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner has no other identity than its place
          <g key={index} data-part="handles">
            <circle data-middle={index} r={MIDDLE * pixel} {...handleLook} />
            <circle
              data-corner={index}
              r={CORNER * pixel}
              {...handleLook}
              {...(index === corner && { fill: readerColor["no-go"], stroke: "oklch(97% 0 0)" })}
            />
          </g>
        ))}
      </g>
      {region && bounds && active !== null && gesture === null && (
        <Chip reader="no-go" box={bounds} label={labelOf(region, active)} corner="top-left" optional />
      )}
      <Loupe store={store} touching={touching} covered={covered} write={writeLoupe}>
        <path {...casingLine()} />
        <path {...line(1)} />
      </Loupe>
    </>
  );
}

const line = (unit: number) =>
  ({
    fill: "none",
    stroke: readerColor["no-go"],
    strokeWidth: 2.25 * unit,
    strokeLinejoin: "round",
    vectorEffect: "non-scaling-stroke",
  }) as const;

const handleLook = {
  fill: "oklch(15% 0 0)",
  stroke: readerColor["no-go"],
  strokeWidth: 2,
  vectorEffect: "non-scaling-stroke",
} as const;

/** `pixel`: a CSS pixel of marks, in natural pixels. */
function paintNode(node: SVGElement, live: ReturnType<typeof liveRing>, pixel: number): void {
  if (node.dataset.part === "line") {
    node.setAttribute("d", live ? pathOfRing(live.ring, live.closed) : "");
    return;
  }
  for (const handle of node.children) {
    const { corner, middle } = (handle as SVGElement).dataset;
    const at = live && (corner ? live.ring[Number(corner)] : middleWithRoom(live, Number(middle), pixel));
    writeCircle(handle, at ?? null);
  }
}

/** Where a side can be taken; null where its corners are so near that it would crowd them, and while a line is open. */
function middleWithRoom(
  { ring, closed }: { readonly ring: Ring; readonly closed: boolean },
  index: number,
  pixel: number,
): Point | null {
  const [a, b] = [ring[index], ring[(index + 1) % ring.length]];
  if (!closed || !a || !b || Math.hypot(b.x - a.x, b.y - a.y) < ROOM_FOR_MIDDLE * pixel) return null;
  return middleOfSide(ring, index);
}

function writeCircle(node: Element, at: Point | null): void {
  if (!at) {
    node.setAttribute("visibility", "hidden");
    return;
  }
  node.removeAttribute("visibility");
  node.setAttribute("cx", String(at.x));
  node.setAttribute("cy", String(at.y));
}

/** The point that the finger works on and hides; null while it only moves the region. */
function coveredPoint(state: Regions): Point | null {
  const { gesture } = state;
  if (gesture?.kind === "tracing") return gesture.held ? gesture.to : null;
  if (gesture?.kind === "boxing") return gesture.to;
  return gesture?.kind === "corner" ? (liveRing(state)?.ring[gesture.index] ?? null) : null;
}

/** What takes back what a tap did, where it was the first of two that zoom. */
function undoOfTap(before: Regions, store: RegionsStore): (() => void) | null {
  const after = store.get();
  if (after.regions !== before.regions) return () => store.dispatch({ type: "undo" });
  const grew = after.gesture?.kind === "tracing" && after.gesture !== before.gesture;
  return grew ? () => store.dispatch({ type: "take-away" }) : null;
}
