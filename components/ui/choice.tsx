import { type ComponentProps, useId } from "react";

type ChoiceProps = Omit<ComponentProps<"select">, "id" | "className" | "onChange"> & {
  label: string;
  onChange: (value: string, select: HTMLSelectElement) => void;
};

/** One of several, from a list that the browser opens. */
export function Choice({ label, onChange, ...rest }: ChoiceProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-muted text-xs">
        {label}
      </label>
      <select
        {...rest}
        id={id}
        onChange={(event) => onChange(event.target.value, event.target)}
        className="min-h-9 w-full max-w-64 rounded-md border border-line-strong bg-raised py-1 pr-2 pl-2.5 text-sm hover:border-ink pointer-coarse:min-h-11"
      />
    </div>
  );
}
