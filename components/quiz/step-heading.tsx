"use client";

import { type ReactNode, type RefObject, useEffect, useRef } from "react";

/** The heading of a step; the focus goes there when the step begins. */
export function StepHeading({ children }: { children: ReactNode }) {
  return (
    <h1 data-step-heading tabIndex={-1} className="text-balance font-semibold text-lg outline-none">
      {children}
    </h1>
  );
}

/**
 * Moves the focus to the step's heading when `step` changes, and at once where `immediately` says so. A step
 * without a marked heading gives it to its first; one that is for writing to its marked field, but for where that would
 * bring up a keyboard on the screen.
 */
export function useStepFocus(root: RefObject<HTMLElement | null>, step: string, immediately: boolean): void {
  const before = useRef(immediately ? null : step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    const field = root.current?.querySelector<HTMLElement>("[data-step-field]");
    if (field && window.matchMedia("(pointer: fine)").matches) {
      field.focus({ preventScroll: true });
      return;
    }
    const heading =
      root.current?.querySelector<HTMLElement>("[data-step-heading]") ??
      root.current?.querySelector<HTMLElement>("h1, h2");
    if (!heading) return;
    if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [root, step]);
}
