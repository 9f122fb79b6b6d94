import type { MouseEvent } from "react";

/**
 * For a tool beside a surface that keys work on: pressed by a pointer it leaves the focus where it is, so that keys go on
 * doing what they did. The Tab key still comes to it.
 */
export const keepFocus = { onMouseDown: (event: MouseEvent): void => event.preventDefault() };
