import { type Mode, rulesOf } from "@/lib/domain/attempts/mode";
import type { OldScore } from "@/lib/domain/disputes/views";
import type { Score } from "@/lib/domain/scoring/score";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { formatDecimal, formatFloored } from "@/lib/words/figures";
import { explainResult } from "../reveal/explain-result";

type ScoreChangesProps = {
  oldScores: readonly OldScore[];
  mode: Mode;
  score: Score;
  /** The institution's IANA time zone. */
  timeZone: string;
};

const hitOf = (mode: Mode, { phaseCorrect, iou }: Pick<Score, "phaseCorrect" | "iou">): string =>
  explainResult(mode, { phaseCorrect, hit25: iou >= HIT_IOU }).hit ? t`Hit` : t`No hit`;

/** The scores an answer had beside the one it has, newest first. */
export function ScoreChanges({ oldScores, mode, score, timeZone }: ScoreChangesProps) {
  const [latest] = oldScores;
  if (!latest) return null;
  const columns = [
    { key: "now", name: t`Now`, ...score },
    ...oldScores.map((old) => ({
      key: old.replacedAt,
      name: t`Until ${formatDay(old.replacedAt, timeZone)}`,
      ...old,
    })),
  ];
  const cells = "py-1.5 pr-3 align-baseline";
  return (
    <section aria-labelledby="scored-anew">
      <h2
        id="scored-anew"
        className="font-semibold"
      >{t`Scored anew on ${formatDay(latest.replacedAt, timeZone)}`}</h2>
      <p className="text-muted text-sm">
        {latest.because === "metric" ? t`The metric was changed.` : t`The reference was changed.`}{" "}
        {t`IoU was ${formatFloored(latest.iou)}, and is ${formatFloored(score.iou)} now.`}
      </p>
      <div className="mt-2 overflow-x-auto">
        <table className="w-full border-line border-y text-sm">
          <caption className="sr-only">{t`This answer’s scores, the one that holds and those before`}</caption>
          <thead>
            <tr className="border-line border-b text-left text-muted text-xs">
              <td />
              {columns.map(({ key, name }) => (
                <th key={key} scope="col" className={`${cells} font-normal`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            <tr>
              <th scope="row" className={`${cells} text-left font-normal text-muted`}>
                IoU
              </th>
              {columns.map(({ key, iou }) => (
                <td key={key} className={cells}>
                  {formatFloored(iou)}
                </td>
              ))}
            </tr>
            <tr>
              <th
                scope="row"
                className={`${cells} text-left font-normal text-muted`}
              >{t`Centre distance`}</th>
              {columns.map(({ key, centerDistance }) => (
                <td key={key} className={cells}>
                  {formatDecimal(centerDistance, 1)}%
                </td>
              ))}
            </tr>
            {rulesOf(mode).asksPhase && (
              <tr>
                <th scope="row" className={`${cells} text-left font-normal text-muted`}>{t`Phase`}</th>
                {columns.map(({ key, phaseCorrect }) => (
                  <td key={key} className={cells}>
                    {phaseCorrect ? t`Right` : t`Wrong`}
                  </td>
                ))}
              </tr>
            )}
            <tr>
              <th scope="row" className={`${cells} text-left font-normal text-muted`}>{t`Result`}</th>
              {columns.map((column) => (
                <td key={column.key} className={cells}>
                  {hitOf(mode, column)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}
