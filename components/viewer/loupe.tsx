"use client";

import { type RefObject, useCallback, useId, useRef } from "react";
import type { Point } from "@/lib/domain/geometry";
import { handlePoint } from "./draw/box-edit";
import { type Drawing, liveBox } from "./draw/reducer";
import type { DrawingStore } from "./draw/store";
import { usePaint, writeBox } from "./draw/use-paint";
import { useFrameView } from "./frame-context";
import { casingLine, readerLine } from "./reader-lines";
import { screenPoint, toImage, toScreen } from "./viewport";

/** In CSS pixels, and how much larger than on the stage. */
const RADIUS = 50;
const MAGNIFICATION = 2;

/** The corner or edge that a finger covers, magnified at the stage's edge while it is drawn or moved. */
export function Loupe({ store, touching }: { store: DrawingStore; touching: RefObject<boolean> }) {
  const { frame, stage, placement, picture } = useFrameView();
  const id = useId();
  const root = useRef<SVGGElement>(null);
  const scene = useRef<SVGGElement>(null);
  const paint = useCallback(() => {
    const at = touching.current ? covered(store.get()) : null;
    if (!at) {
      root.current?.setAttribute("visibility", "hidden");
      return;
    }
    // In the corner where the finger is not.
    const finger = toScreen(at, placement);
    const reach = 2 * RADIUS + 24;
    const x = finger.x > reach || finger.y > reach ? RADIUS + 8 : stage.width - RADIUS - 8;
    const center = toImage(screenPoint(x, RADIUS + 8), placement);
    const { scale } = placement;
    root.current?.setAttribute("transform", `translate(${center.x} ${center.y}) scale(${1 / scale})`);
    scene.current?.setAttribute("transform", `scale(${scale * MAGNIFICATION}) translate(${-at.x} ${-at.y})`);
    for (const line of scene.current?.querySelectorAll("rect") ?? []) writeBox(line, liveBox(store.get()));
    root.current?.removeAttribute("visibility");
  }, [store, touching, placement, stage]);
  usePaint(store, paint);
  if (!picture) return null;
  return (
    <g ref={root} visibility="hidden" aria-hidden>
      <clipPath id={id}>
        <circle r={RADIUS} />
      </clipPath>
      <circle r={RADIUS + 2} fill="oklch(10% 0 0)" />
      <g clipPath={`url(#${id})`}>
        <g ref={scene}>
          <image href={picture} width={frame.width} height={frame.height} preserveAspectRatio="none" />
          <rect {...casingLine()} />
          <rect {...readerLine("you")} />
        </g>
      </g>
      <circle r={RADIUS + 1} fill="none" stroke="oklch(97% 0 0 / 0.9)" strokeWidth={1.5} />
    </g>
  );
}

/** The point that the finger works on and hides; null while it only moves the box. */
function covered(drawing: Drawing): Point | null {
  const { gesture } = drawing;
  if (gesture?.kind === "drawing") return gesture.to;
  const box = gesture?.kind === "resizing" ? liveBox(drawing) : null;
  return box && gesture?.kind === "resizing" ? handlePoint(box, gesture.handle) : null;
}
