"use client";

import { type ReactNode, type RefObject, useCallback, useId, useRef } from "react";
import type { Point } from "@/lib/domain/geometry";
import type { Painted } from "./draw/use-paint";
import { usePaint } from "./draw/use-paint";
import { useFrameView } from "./frame-context";
import { screenPoint, toImage, toScreen } from "./viewport";

/** In CSS pixels, and how much larger than on the stage. */
const RADIUS = 50;
const MAGNIFICATION = 2;

type LoupeProps = {
  store: Painted;
  touching: RefObject<boolean>;
  /** The point that the finger works on and hides; null while there is none. The same function each time. */
  covered: () => Point | null;
  /** Writes what is drawn to `children`. The same function each time. */
  write: (scene: SVGGElement) => void;
  /** Lines that are written past React. */
  children: ReactNode;
};

/** What a finger covers, magnified at the stage's edge while it is drawn or moved. */
export function Loupe({ store, touching, covered, write, children }: LoupeProps) {
  const { frame, stage, placement, picture } = useFrameView();
  const id = useId();
  const root = useRef<SVGGElement>(null);
  const scene = useRef<SVGGElement>(null);
  const paint = useCallback(() => {
    const at = touching.current ? covered() : null;
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
    if (scene.current) write(scene.current);
    root.current?.removeAttribute("visibility");
  }, [covered, write, touching, placement, stage]);
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
          {children}
        </g>
      </g>
      <circle r={RADIUS + 1} fill="none" stroke="oklch(97% 0 0 / 0.9)" strokeWidth={1.5} />
    </g>
  );
}
