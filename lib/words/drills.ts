import { type Miss, takenFor } from "../domain/practice/misses";
import { t } from "../language/t";

/** What a drill brings, and what its answers count in. */
export function drillWords({ phase, kind }: Miss): string {
  const other = takenFor(kind);
  return other
    ? t`Up to ten cases of ${phase} and ${other}, mixed; the phase is asked. First attempts count as always.`
    : t`Up to ten cases of ${phase}, with the phase given. First attempts count in the conditioned figures alone.`;
}
