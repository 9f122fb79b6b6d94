"use client";

import { clsx } from "clsx";
import { useId } from "react";
import { RATIONALE_PARTS, type Rationale, rationaleLabels } from "@/lib/domain/rationale";
import type { Mark } from "@/lib/domain/reviews/judgement";
import type { Letter } from "@/lib/domain/reviews/letters";
import { t } from "@/lib/language/t";
import { Kbd } from "../ui/kbd";
import { useLetterKeys } from "../viewer/stage-keys";

type TextCardProps = {
  letter: Letter;
  rationale: Rationale;
  /** Of the choice that goes across all cards. */
  bestName: string;
  best: boolean;
  mark: Mark | null;
  /** The digit that turns the mark. */
  markKey: number;
  onBest: () => void;
  onMark: (mark: Mark) => void;
};

// What takes the focus is scrolled clear of the frame above and the bar below, where they stay in place.
const hiddenInput =
  "absolute inset-0 scroll-mt-4 scroll-mb-32 cursor-[inherit] opacity-0 max-lg:[@media(min-height:46rem)]:scroll-mt-[calc(38dvh+5rem)]";

/** A text under its letter: the same four parts for every one, whether it is the best, whether it is right. */
export function TextCard(props: TextCardProps) {
  const { letter, rationale, bestName, best, mark, markKey, onBest, onMark } = props;
  const keysOn = useLetterKeys();
  return (
    <section
      aria-label={t`Text ${letter}`}
      className={clsx(
        "flex min-w-0 flex-col rounded-lg border bg-raised",
        best ? "border-accent" : "border-line",
      )}
    >
      <label
        className={clsx(
          "relative flex min-h-11 cursor-pointer items-center gap-3 rounded-t-lg border-b px-4 hover:bg-sunken",
          "has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:-outline-offset-2",
          best ? "border-accent bg-accent-soft" : "border-line",
        )}
      >
        <input
          type="radio"
          name={bestName}
          value={letter}
          checked={best}
          onChange={onBest}
          className={hiddenInput}
          {...(keysOn && { "aria-keyshortcuts": letter })}
        />
        <span aria-hidden className="pointer-events-none font-semibold text-lg">
          {letter}
        </span>
        <span className="pointer-events-none ml-auto flex items-center gap-2 text-sm">
          <span className="sr-only">{letter}: </span>
          {best ? t`The best` : <span className="text-muted">{t`Pick as the best`}</span>}
          <span
            aria-hidden
            className={clsx(
              "grid size-4 place-items-center rounded-full border",
              best ? "border-accent" : "border-line-strong",
            )}
          >
            {best && <span className="size-2 rounded-full bg-accent" />}
          </span>
        </span>
      </label>
      <dl className="flex-1 space-y-2.5 px-4 py-3 text-sm">
        {RATIONALE_PARTS.map((part) => (
          <div key={part}>
            <dt className="text-muted text-xs">{rationaleLabels[part]}</dt>
            <dd className="break-words">{rationale[part]}</dd>
          </div>
        ))}
      </dl>
      <Marks letter={letter} mark={mark} markKey={keysOn ? markKey : null} onMark={onMark} />
    </section>
  );
}

type MarksProps = {
  letter: Letter;
  mark: Mark | null;
  /** Null where single keys are off. */
  markKey: number | null;
  onMark: (mark: Mark) => void;
};

const CHOICES = [
  { value: 1, label: t`Right`, chosen: "has-checked:border-good has-checked:text-good" },
  { value: 0, label: t`Wrong`, chosen: "has-checked:border-danger has-checked:text-danger" },
] as const;

/** Right or wrong. */
function Marks({ letter, mark, markKey, onMark }: MarksProps) {
  const name = useId();
  return (
    <fieldset className="border-line border-t px-4 py-3">
      <legend className="sr-only">{t`Is text ${letter} right?`}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {CHOICES.map(({ value, label, chosen }) => (
          <label
            key={value}
            className={clsx(
              "relative flex min-h-9 flex-1 cursor-pointer items-center justify-center gap-2 rounded-md border border-line-strong text-sm hover:border-ink pointer-coarse:min-h-11",
              "has-checked:bg-sunken has-checked:font-medium",
              "has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
              chosen,
            )}
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={mark === value}
              onChange={() => onMark(value)}
              className={hiddenInput}
              {...(markKey !== null && { "aria-keyshortcuts": String(markKey) })}
            />
            <span className="pointer-events-none">
              <span aria-hidden>{label}</span>
              <span className="sr-only">{t`${label}, text ${letter}`}</span>
            </span>
            <span aria-hidden className="pointer-events-none text-muted tabular-nums">
              {value}
            </span>
          </label>
        ))}
        {markKey !== null && (
          <span aria-hidden className="text-muted">
            <Kbd>{markKey}</Kbd>
          </span>
        )}
      </div>
    </fieldset>
  );
}
