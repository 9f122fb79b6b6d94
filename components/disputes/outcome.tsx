import type { DisputeDetail } from "@/lib/domain/disputes/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";

/** What was decided, by whom and when. */
export function Outcome({ dispute, timeZone }: { dispute: DisputeDetail; timeZone: string }) {
  const { status, judge, decidedAt, decision, undone } = dispute;
  return (
    <section aria-labelledby="outcome" className="border-line-strong border-l-2 pl-3">
      <h2 id="outcome" className="font-semibold">
        {status === "accepted" ? t`Accepted: the reference was changed` : t`Rejected: the reference stands`}
      </h2>
      <p className="text-muted text-sm">
        {judge}
        {decidedAt && `, ${formatMoment(decidedAt, timeZone)}`}
      </p>
      <p className="mt-1 whitespace-pre-line break-words">{decision}</p>
      {undone && (
        <>
          <h3 className="mt-3 font-semibold">{t`Taken back: the reference from before stands again`}</h3>
          <p className="text-muted text-sm">
            {undone.by}, {formatMoment(undone.at, timeZone)}
          </p>
          <p className="mt-1 whitespace-pre-line break-words">{undone.because}</p>
        </>
      )}
    </section>
  );
}
