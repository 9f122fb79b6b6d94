"use client";

import { createContext, type ReactNode, type RefObject, use } from "react";
import type { Size } from "@/lib/domain/geometry";
import type { Viewport } from "./viewport";

/** What outlasts a frame viewer. */
export type StageMemory = {
  /** The stage's last size, in CSS pixels. */
  stage: Size | null;
  /** How a frame was being looked at, under its address and version. */
  look: { readonly frame: string; readonly viewport: Viewport; readonly brightness: number } | null;
};

const MemoryContext = createContext<RefObject<StageMemory> | null>(null);

/**
 * Inside it, a frame that leaves the stage and comes back looks as it did, and the next one knows how large it
 * will be: nothing jumps between steps or cases.
 */
export function FrameMemory(props: { memory: RefObject<StageMemory>; children: ReactNode }) {
  return <MemoryContext value={props.memory}>{props.children}</MemoryContext>;
}

/** The memory around the component, if there is one. */
export function useFrameMemory(): RefObject<StageMemory> | null {
  return use(MemoryContext);
}
