type NumberRowProps = {
  /** Above each number. */
  labels: readonly string[];
  texts: readonly string[];
  invalid: boolean;
  describedBy?: string;
  onText: (index: number, text: string) => void;
  onBlur?: () => void;
};

/** A few numbers that belong together, typed side by side. */
export function NumberRow({ labels, texts, invalid, describedBy, onText, onBlur }: NumberRowProps) {
  return (
    <div className="grid grid-cols-4 gap-2">
      {labels.map((label, index) => (
        <label key={label} className="min-w-0 text-muted text-xs">
          {label}
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            className="mt-0.5 block h-9 w-full min-w-0 rounded-md border border-line-strong bg-raised px-2 text-base text-ink pointer-coarse:h-11"
            value={texts[index]}
            aria-invalid={invalid}
            aria-describedby={describedBy}
            onChange={(event) => onText(index, event.currentTarget.value)}
            onBlur={onBlur}
          />
        </label>
      ))}
    </div>
  );
}
