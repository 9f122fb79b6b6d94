"use client";

import { useId, useState } from "react";

type NumberFieldProps = {
  label: string;
  value: number | null;
  decimal?: boolean;
  onChange: (value: number | null) => void;
};

/** A number that may be left empty while it is typed. */
export function NumberField({ label, value, decimal = false, onChange }: NumberFieldProps) {
  const id = useId();
  const [text, setText] = useState(value === null ? "" : String(value));
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-muted text-xs">
        {label}
      </label>
      <input
        id={id}
        inputMode={decimal ? "decimal" : "numeric"}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          const typed = event.target.value.replace(",", ".");
          setText(typed);
          const number = Number(typed);
          onChange(typed.trim() === "" || Number.isNaN(number) ? null : number);
        }}
        className="min-h-9 w-full rounded-md border border-line-strong bg-raised px-2.5 py-1 text-sm hover:border-ink pointer-coarse:min-h-11"
      />
    </div>
  );
}
