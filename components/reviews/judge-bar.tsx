"use client";

import { clsx } from "clsx";
import { ChevronLeft } from "lucide-react";
import type { Judgement } from "@/lib/domain/reviews/judgement";
import type { Letter } from "@/lib/domain/reviews/letters";
import { locale } from "@/lib/language/language";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EnterBadge } from "../viewer/enter-badge";

type JudgeBarProps = {
  letters: readonly Letter[];
  judgement: Judgement;
  onBest: (letter: Letter) => void;
  onNext: () => void;
  /** The page of the case before; none at the first. */
  previous?: string;
  last: boolean;
  busy: boolean;
};

/** The letters in words: "A", "A and B", "A, B and C". */
const listed = (letters: readonly Letter[]): string => new Intl.ListFormat(locale()).format(letters);

/** What a case still waits for. */
function whatIsOpen({ best, marks }: Judgement, letters: readonly Letter[]): string {
  const unmarked = letters.filter((letter) => (marks[letter] ?? null) === null);
  if (unmarked.length === 0) return best === null ? t`Still open: the best.` : t`This case is judged.`;
  return best === null
    ? t`Still open: the best, ${plural(unmarked.length, "a mark", "marks")} for ${listed(unmarked)}.`
    : t`Still open: ${plural(unmarked.length, "a mark", "marks")} for ${listed(unmarked)}.`;
}

/** The way on, in reach of the thumb; on a phone the best text is picked here too. */
export function JudgeBar(props: JudgeBarProps) {
  const { letters, judgement, onBest, onNext, previous, last, busy } = props;
  return (
    <div className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 -mx-4 mt-6 border-line border-t bg-paper px-4 py-2 sm:-mx-6 sm:px-6 md:bottom-0 xl:mx-0 xl:px-0">
      <div className="flex items-center gap-2 max-md:flex-wrap">
        <p
          role="status"
          className="text-muted max-md:basis-full max-md:text-xs md:order-1 md:ml-auto md:text-sm"
        >
          {whatIsOpen(judgement, letters)}
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: the choice itself is the cards' fieldset */}
        <div role="group" aria-label={t`The best`} className="flex min-w-0 flex-auto gap-1.5 md:hidden">
          {letters.map((letter) => (
            <button
              key={letter}
              type="button"
              aria-label={t`${letter} is the best`}
              aria-pressed={judgement.best === letter}
              onClick={() => onBest(letter)}
              className={clsx(
                "grid h-11 min-w-8 max-w-11 flex-1 place-items-center rounded-md border font-semibold",
                judgement.best === letter
                  ? "border-accent bg-accent text-on-accent"
                  : "border-line-strong bg-raised",
              )}
            >
              {letter}
            </button>
          ))}
        </div>
        {previous && (
          <ButtonLink href={previous} variant="quiet" aria-label={t`Previous case`} className="max-md:px-1.5">
            <ChevronLeft aria-hidden /> <span className="max-md:hidden">{t`Previous`}</span>
          </ButtonLink>
        )}
        <Button
          variant="primary"
          size="lg"
          className="max-md:min-w-[5.5rem] max-md:flex-auto max-md:px-3 md:order-2 md:min-w-44"
          busy={busy}
          onClick={onNext}
        >
          {last ? t`Finish` : t`Next`} <EnterBadge className="max-md:hidden" />
        </Button>
      </div>
    </div>
  );
}
