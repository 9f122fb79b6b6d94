"use client";

import { useId } from "react";
import { t } from "@/lib/language/t";
import { Kbd } from "../ui/kbd";
import { ReaderSwatch } from "../viewer/marks";
import type { Reader } from "../viewer/reader-lines";
import { useLetterKeys, useStageKeys } from "../viewer/stage-keys";

/** What of a reference the hand draws on the frame: one at a time. */
export type DrawnPart = "go" | "no-go";

type DrawnPartProps = {
  part: DrawnPart;
  onChange: (part: DrawnPart) => void;
  /** Whose line the Go Zone is drawn with. */
  reader: Reader;
  /** How many there are of each. */
  zones: number;
  regions: number;
};

/** Chooses what is drawn: the Go Zone, or what must not be touched. */
export function DrawnPartSwitch({ part, onChange, reader, zones, regions }: DrawnPartProps) {
  const name = useId();
  const letters = useLetterKeys();
  useStageKeys((key) => {
    if (key !== "n") return false;
    onChange(part === "go" ? "no-go" : "go");
    return true;
  });
  const choices = [
    { value: "go" as const, mark: reader, label: t`Go Zone`, count: zones },
    { value: "no-go" as const, mark: "no-go" as const, label: t`No-Go`, count: regions },
  ];
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">
        {t`Drawn on the frame`} {letters && <Kbd className="pointer-coarse:hidden">N</Kbd>}
      </legend>
      <div className="mt-1.5 grid grid-cols-2 gap-1.5">
        {choices.map(({ value, mark, label, count }) => (
          <label
            key={value}
            className="relative flex min-h-10 cursor-pointer items-center gap-2.5 rounded-md border border-line px-3 py-1.5 text-sm hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2 pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={part === value}
              onChange={() => onChange(value)}
              className="absolute inset-0 cursor-[inherit] opacity-0"
            />
            <ReaderSwatch reader={mark} className="pointer-events-none" />
            <span className="pointer-events-none">{label}</span>
            <span className="pointer-events-none ml-auto text-muted tabular-nums">{count}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
