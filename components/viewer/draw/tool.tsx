import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** A button beside the frame. It keeps its focus when there is nothing left to do. */
export function Tool({
  off = false,
  className,
  onClick,
  ...rest
}: ComponentProps<"button"> & { off?: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={off}
      onClick={off ? undefined : onClick}
      className={clsx(
        "flex min-h-9 items-center gap-1.5 rounded-md border border-line px-2.5 text-sm hover:border-line-strong aria-disabled:cursor-default aria-disabled:border-transparent aria-disabled:text-muted aria-disabled:opacity-60 pointer-coarse:min-h-11",
        className,
      )}
    />
  );
}
