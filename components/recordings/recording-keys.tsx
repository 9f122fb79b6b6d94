"use client";

import { inContext, t } from "@/lib/language/t";
import { Kbd } from "../ui/kbd";
import { Tick } from "../ui/tick";
import { setLetterKeys, useLetterKeys } from "../viewer/stage-keys";

const BINDINGS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ["←", "→", "↑", "↓"], does: t`Go along the strip, with Shift to choose a range` },
  { keys: [inContext("a key")`Home`, inContext("a key")`End`], does: t`To its beginning, to its end` },
  { keys: [inContext("a key")`Space`], does: t`Play, or stop` },
  { keys: ["K"], does: t`Keep what is chosen` },
  { keys: ["X"], does: t`Leave it out` },
  { keys: ["R"], does: t`Let the rule decide again` },
  { keys: ["A", "B", "C", "D"], does: t`From here on it is this phase; of a range, in the range alone` },
  { keys: ["0"], does: t`From here on no phase` },
  { keys: ["S", "E"], does: t`The clip starts here, ends here` },
  { keys: ["Z"], does: t`Undo, with Shift redo` },
];

/** Every key of the strip, and the switch for those that are single characters. */
export function RecordingKeys() {
  const letters = useLetterKeys();
  return (
    <details className="text-sm pointer-coarse:hidden">
      <summary className="w-fit py-1 text-muted hover:text-ink">{t`Keys`}</summary>
      <dl className="mt-1 gap-8 sm:columns-2">
        {BINDINGS.map(({ keys, does }) => (
          <div key={does} className="flex break-inside-avoid items-baseline gap-3 py-0.5">
            <dt className="flex w-24 shrink-0 flex-wrap gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-pretty text-muted">{does}</dd>
          </div>
        ))}
      </dl>
      <Tick
        small
        label={t`Use keys that are a single letter, digit or sign`}
        on={letters}
        onChange={setLetterKeys}
      />
    </details>
  );
}
