import { clsx } from "clsx";
import type { ReactNode } from "react";

type TickProps = {
  label: ReactNode;
  on: boolean;
  onChange: (on: boolean) => void;
  /** For a dense form: the smaller text and box. */
  small?: boolean;
  className?: string;
};

/** Something that is on or off, with its box before its words. */
export function Tick({ label, on, onChange, small = false, className }: TickProps) {
  return (
    <label
      className={clsx(
        "flex min-h-9 items-center pointer-coarse:min-h-11",
        small ? "gap-2 text-sm" : "gap-3",
        className,
      )}
    >
      <input
        type="checkbox"
        className={clsx("accent-accent", small ? "size-4" : "size-5")}
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}
