import { clsx } from "clsx";
import type { ReactNode } from "react";

type TickProps = { label: ReactNode; on: boolean; onChange: (on: boolean) => void; className?: string };

/** Something that is on or off, with its box before its words. */
export function Tick({ label, on, onChange, className }: TickProps) {
  return (
    <label className={clsx("flex min-h-9 items-center gap-3 pointer-coarse:min-h-11", className)}>
      <input
        type="checkbox"
        className="size-5 accent-accent"
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}
