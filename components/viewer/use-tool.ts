"use client";

import { useLayoutEffect } from "react";
import { type FrameTool, useFrameView } from "./frame-context";

/** Gives a frame's pointers and keys to a tool while it draws there, and what is half done up when it no longer does. */
export function useTool(tool: FrameTool, draws: boolean): void {
  const { setTool } = useFrameView();
  // Before anything is seen of it: a key that is pressed at once is for it too.
  useLayoutEffect(() => {
    if (!draws) return;
    setTool(tool);
    return () => {
      tool.abandon();
      setTool(null);
    };
  }, [tool, setTool, draws]);
}
