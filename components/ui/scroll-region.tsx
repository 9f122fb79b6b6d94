import { clsx } from "clsx";
import type { ReactNode } from "react";

type ScrollRegionProps = { labelledBy: string; className?: string; children: ReactNode };

/** What is wider than its place scrolls sideways, by the keyboard too. What it hides by placing stays inside. */
export function ScrollRegion({ labelledBy, className, children }: ScrollRegionProps) {
  return (
    <section
      aria-labelledby={labelledBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      className={clsx("relative overflow-x-auto -outline-offset-2 print:overflow-visible", className)}
    >
      {children}
    </section>
  );
}
