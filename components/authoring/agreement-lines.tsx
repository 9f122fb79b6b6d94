import type { BlindReading } from "@/lib/domain/authoring/views";
import { formatDecimal } from "@/lib/words/figures";
import { ReaderSwatch } from "../viewer/marks";

/** How far blind readings agree with the annotation. */
export function AgreementLines({ readings }: { readings: readonly BlindReading[] }) {
  const compared = readings.filter(({ agreement }) => agreement !== null);
  if (compared.length === 0) return null;
  return (
    <section aria-label="Blind readings">
      <h2 className="font-semibold">Read blind</h2>
      <ul className="mt-1 space-y-1 text-sm">
        {compared.map(({ reader, mine, submittedAt, agreement }) => (
          <li key={`${reader} ${submittedAt}`}>
            <ReaderSwatch reader="you" /> {mine ? "You" : reader}: IoU{" "}
            <strong className="font-semibold tabular-nums">{formatDecimal(agreement!.iou)}</strong>,{" "}
            {agreement!.samePhase ? "the same phase" : "another phase"}.
          </li>
        ))}
      </ul>
    </section>
  );
}
