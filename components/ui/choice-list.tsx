"use client";

type Choice = { readonly value: string; readonly label: string; readonly note: string };

type ChoiceListProps = {
  legend: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  /** Said in place of the list when there is nothing to choose. */
  empty?: string;
};

/** Several of a list, each by its box; in the list's order. */
export function ChoiceList({ legend, choices, chosen, onChange, empty }: ChoiceListProps) {
  const toggle = (value: string, on: boolean): void =>
    onChange(
      choices.map((choice) => choice.value).filter((each) => (each === value ? on : chosen.includes(each))),
    );
  return (
    <fieldset className="max-w-xl">
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      {choices.length === 0 && <p className="text-muted text-sm">{empty}</p>}
      <ul className="max-h-80 divide-y divide-line overflow-y-auto rounded-md border border-line">
        {choices.map(({ value, label, note }) => (
          <li key={value}>
            <label className="flex min-h-10 cursor-pointer items-center gap-3 px-3 py-1.5 hover:bg-sunken pointer-coarse:min-h-11">
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={(event) => toggle(value, event.currentTarget.checked)}
                className="size-5 shrink-0 accent-accent"
              />
              <span className="min-w-0 flex-1 break-words">
                {label} <span className="text-muted text-sm">{note}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
