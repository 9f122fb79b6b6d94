import { type ComponentProps, type ReactNode, useId } from "react";

type TextAreaProps = Omit<ComponentProps<"textarea">, "onChange" | "value"> & {
  label: string;
  /** In characters. */
  maxLength: number;
  /** A sentence below it. */
  hint?: ReactNode;
  /** What is wrong with what was written: a sentence below it. */
  problem?: string | null;
  value: string;
  onText: (text: string) => void;
};

/** A field for several sentences, under its label. */
export function TextArea({ label, hint, value, onText, problem = null, rows = 3, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {label}
      </label>
      <textarea
        {...rest}
        {...(problem !== null && { "aria-invalid": true })}
        id={id}
        rows={rows}
        value={value}
        aria-describedby={
          [hint && `${id}-hint`, problem !== null && `${id}-problem`].filter(Boolean).join(" ") || undefined
        }
        onChange={(event) => onText(event.currentTarget.value)}
        className="block w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-base hover:border-ink aria-invalid:border-danger"
      />
      {problem !== null && (
        <p id={`${id}-problem`} className="mt-1 text-danger text-sm">
          {problem}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
