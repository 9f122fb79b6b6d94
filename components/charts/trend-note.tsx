import { t } from "@/lib/language/t";
import type { MetricNote } from "@/lib/words/metric-notes";
import type { BandWords, TrendPoint } from "./trend-point";

type TrendNoteProps = {
  /** Given by the chart. */
  active?: boolean;
  payload?: readonly { payload: TrendPoint }[];
  note: Pick<MetricNote, "format" | "formatEnd">;
  words: BandWords | undefined;
};

/** What stands at a point of a trend, for those who point at it. */
export function TrendNote({ active, payload, note, words }: TrendNoteProps) {
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  const { longLabel, value, n, band, middle, gap } = point;
  return (
    <div className="max-w-56 rounded-md border border-line bg-raised px-3 py-2 text-sm shadow-float">
      <p className="text-muted text-xs">{longLabel}</p>
      {gap ? <p>{t`Not shown: ${gap}`}</p> : <p className="font-medium">{note.format(value, n)}</p>}
      {words && band && (
        <p className="text-xs">{t`${words.band}: ${note.formatEnd(band[0], n)} to ${note.formatEnd(band[1], n)}`}</p>
      )}
      {words?.middle && typeof middle === "number" && (
        <p className="text-xs">
          {words.middle}: {note.formatEnd(middle, n)}
        </p>
      )}
      <p className="text-muted text-xs">{t`n = ${n}`}</p>
    </div>
  );
}
