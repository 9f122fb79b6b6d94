import { rich } from "@/components/ui/rich";
import type { BlindReading } from "@/lib/domain/authoring/views";
import { t } from "@/lib/language/t";
import { formatDecimal } from "@/lib/words/figures";
import { ReaderSwatch } from "../viewer/marks";

/** How far blind readings agree with the annotation. */
export function AgreementLines({ readings }: { readings: readonly BlindReading[] }) {
  const compared = readings.filter(({ agreement }) => agreement !== null);
  if (compared.length === 0) return null;
  return (
    <section aria-label={t`Blind readings`}>
      <h2 className="font-semibold">{t`Read blind`}</h2>
      <ul className="mt-1 space-y-1 text-sm">
        {compared.map(({ reader, mine, submittedAt, agreement }) => {
          const who = mine ? t`You` : reader;
          const iou = <strong className="font-semibold tabular-nums">{formatDecimal(agreement!.iou)}</strong>;
          return (
            <li key={`${reader} ${submittedAt}`}>
              <ReaderSwatch reader="you" />{" "}
              {agreement!.samePhase
                ? rich`${who}: IoU ${iou}, the same phase.`
                : rich`${who}: IoU ${iou}, another phase.`}
              {agreement!.noGoIou !== null && (
                <>
                  {" "}
                  {rich`No-Go pixels: IoU ${<strong className="font-semibold tabular-nums">{formatDecimal(agreement!.noGoIou)}</strong>}.`}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
