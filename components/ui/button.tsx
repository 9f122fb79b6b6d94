import { clsx } from "clsx";
import type { ComponentProps } from "react";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
type ButtonSize = "sm" | "md" | "lg";

const variants: Readonly<Record<ButtonVariant, string>> = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border-line-strong bg-raised text-ink hover:border-ink hover:bg-sunken",
  quiet: "border-transparent text-ink hover:bg-sunken",
  danger: "border-danger bg-danger-soft text-danger hover:bg-danger hover:text-paper",
};

const sizes: Readonly<Record<ButtonSize, string>> = {
  sm: "min-h-8 gap-1.5 px-2.5 py-1 text-sm",
  md: "min-h-10 gap-2 px-4 py-1.5 text-base",
  lg: "min-h-12 gap-2.5 px-5 py-2 text-lg",
};

export type ButtonLook = { variant?: ButtonVariant | undefined; size?: ButtonSize | undefined };

/** The classes of what looks like a button. */
export function buttonClasses(
  { variant = "secondary", size = "md" }: ButtonLook,
  className?: string,
): string {
  return clsx(
    "relative inline-flex select-none items-center justify-center rounded-md border font-medium leading-tight transition-colors duration-100",
    "pointer-coarse:min-h-11 [&_svg]:size-[1.15em] [&_svg]:shrink-0",
    "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted",
    "aria-busy:cursor-progress aria-busy:opacity-70",
    variants[variant],
    sizes[size],
    className,
  );
}

type ButtonProps = Omit<ComponentProps<"button">, "aria-busy"> &
  ButtonLook & {
    /** While what the button began is under way: it keeps its focus and its size, and does nothing. */
    busy?: boolean;
  };

/** A button; `type="button"` unless told otherwise, so that none submits a form by accident. */
export function Button({ variant, size, busy = false, className, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...(busy && { "aria-busy": true, "aria-disabled": true })}
      className={buttonClasses({ variant, size }, className)}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  );
}
