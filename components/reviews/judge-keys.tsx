"use client";

import { rich } from "@/components/ui/rich";
import type { Letter } from "@/lib/domain/reviews/letters";
import { t } from "@/lib/language/t";
import { Kbd } from "../ui/kbd";
import { setLetterKeys, useLetterKeys } from "../viewer/stage-keys";

/** The keys of a case under review, and the switch for those that are single characters. */
export function JudgeKeys({ letters }: { letters: readonly Letter[] }) {
  const on = useLetterKeys();
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs max-lg:hidden pointer-coarse:hidden">
      {on && (
        <p>{rich`${<Kbd>A</Kbd>} to ${<Kbd>{letters.at(-1)}</Kbd>} pick the best, ${<Kbd>1</Kbd>} to ${<Kbd>{letters.length}</Kbd>} turn right and wrong.`}</p>
      )}
      <p>{rich`${<Kbd>Enter</Kbd>} goes on, ${<Kbd>Shift</Kbd>} ${<Kbd>Enter</Kbd>} back.`}</p>
      <label className="flex min-h-6 cursor-pointer items-center gap-2">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={on}
          onChange={(event) => setLetterKeys(event.currentTarget.checked)}
        />
        {t`Single-letter keys`}
      </label>
    </div>
  );
}
