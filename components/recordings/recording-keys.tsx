"use client";

import { inContext, t } from "@/lib/language/t";
import { type KeyBinding, KeyList } from "../ui/key-list";
import { Tick } from "../ui/tick";
import { setLetterKeys, useLetterKeys } from "../viewer/stage-keys";

const BINDINGS: readonly KeyBinding[] = [
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
      <KeyList bindings={BINDINGS} className="gap-8 sm:columns-2" />
      <Tick
        small
        label={t`Use keys that are a single letter, digit or sign`}
        on={letters}
        onChange={setLetterKeys}
      />
    </details>
  );
}
