import { type ComponentProps, useId } from "react";

type SelectFieldProps = ComponentProps<"select"> & { label: string };

/** One of several, from a list that the browser opens, under its label. */
export function SelectField({ label, ...rest }: SelectFieldProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block font-medium text-sm">
        {label}
      </label>
      <select
        {...rest}
        id={id}
        className="block min-h-11 w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-base hover:border-ink"
      />
    </div>
  );
}
