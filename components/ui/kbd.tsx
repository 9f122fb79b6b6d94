import { clsx } from "clsx";
import type { ReactNode } from "react";

/** The name of a key. Hidden where there is no keyboard to press it on. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={clsx(
        "inline-flex h-[1.5em] min-w-[1.5em] items-center justify-center rounded-sm border border-current/35 px-[0.35em] font-sans text-[0.75em] leading-none pointer-coarse:hidden print:hidden",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
