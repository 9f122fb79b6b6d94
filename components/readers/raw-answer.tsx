import type { RunCaseView } from "@/lib/domain/readers/views";
import { t } from "@/lib/language/t";

/** The model's own words, turn by turn, and those of its samples. */
export function RawAnswer({ view: { raw, samples } }: { view: RunCaseView }) {
  const texts = [
    { name: t`First turn: the phase`, text: raw.turn1, error: null },
    { name: t`Second turn: the zone`, text: raw.turn2, error: null },
    ...samples.map(({ seed, raw: text, error }) => ({ name: t`Sample, seed ${seed}`, text, error })),
  ].filter(({ text, error }) => text !== null || error !== null);
  return (
    <details>
      <summary className="min-h-6 py-1 font-semibold">{t`The model’s own words`}</summary>
      {texts.length === 0 ? (
        <p className="text-muted text-sm">{t`They were not kept.`}</p>
      ) : (
        texts.map(({ name, text, error }) => (
          <div key={name} className="mt-2">
            <h3 className="text-muted text-xs">{name}</h3>
            {error && <p className="text-caution text-sm">{error}</p>}
            {text !== null && (
              <pre
                data-written
                className="mt-1 whitespace-pre-wrap break-words rounded-md bg-sunken p-3 font-sans text-sm"
              >
                {text}
              </pre>
            )}
          </div>
        ))
      )}
    </details>
  );
}
