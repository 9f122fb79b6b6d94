import { type ReactNode, useId } from "react";

type ChoiceProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** The options. */
  children: ReactNode;
};

/** One of several, from a list that the browser opens. */
export function Choice({ label, value, onChange, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-muted text-xs">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-9 w-full max-w-64 rounded-md border border-line-strong bg-raised py-1 pr-2 pl-2.5 text-sm hover:border-ink pointer-coarse:min-h-11"
      >
        {children}
      </select>
    </div>
  );
}
