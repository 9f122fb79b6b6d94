import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

type FieldProps = ComponentProps<"input"> & {
  label: string;
  /** Stands inside the field at its end: a button that belongs to it. */
  end?: ReactNode;
  /** What is wrong with what was filled in: a sentence below it. */
  problem?: string | undefined;
};

/** A line of text to fill in, under its label. */
export function Field({ label, end, problem, className, id, ...rest }: FieldProps) {
  const made = useId();
  return (
    <div className={className}>
      <label htmlFor={id ?? made} className="mb-1.5 block font-medium text-sm">
        {label}
      </label>
      <div className="relative">
        <input
          {...rest}
          {...(problem && { "aria-invalid": true, "aria-describedby": `${made}-problem` })}
          id={id ?? made}
          className={clsx(
            "block min-h-11 w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-base hover:border-ink",
            "aria-invalid:border-danger disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted",
            end && "pr-12",
          )}
        />
        {end && <div className="absolute inset-y-0 right-0 flex items-center pr-1">{end}</div>}
      </div>
      {problem && (
        <p id={`${made}-problem`} role="alert" className="mt-1.5 text-danger text-sm">
          {problem}
        </p>
      )}
    </div>
  );
}
