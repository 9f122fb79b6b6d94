import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";

/** A link in a table or a list: underlined, high enough to be pressed, and fetched when it is followed. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      prefetch={false}
      {...rest}
      className={clsx(
        "inline-block min-h-6.5 min-w-6.5 pt-0.5 underline decoration-line-strong underline-offset-4 hover:decoration-ink",
        className,
      )}
    />
  );
}
