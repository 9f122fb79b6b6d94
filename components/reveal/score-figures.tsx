import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Mode } from "@/lib/domain/attempts/mode";
import type { ContactReading } from "@/lib/domain/no-go/contact-schema";
import type { Score } from "@/lib/domain/scoring/score";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { t } from "@/lib/language/t";
import { contactFigure } from "@/lib/words/describe-answer";
import { formatDecimal, formatFloored } from "@/lib/words/figures";
import { IouScale } from "../charts/iou-scale";
import { TermName } from "../guide/term-name";
import { explainResult } from "./explain-result";

type FigureProps = { label: ReactNode; value: string; unit?: string; children: ReactNode };

function Figure({ label, value, unit, children }: FigureProps) {
  return (
    <div className="flex flex-col border-line border-t pt-2">
      <dt className="relative z-1 flex shrink-0 text-muted text-xs">{label}</dt>
      <dd className="flex flex-1 flex-col">
        <p className="font-medium text-2xl tracking-[-0.02em]">
          {value}
          {unit && <span className="ml-0.5 font-normal text-base text-muted tracking-normal">{unit}</span>}
        </p>
        {children}
      </dd>
    </div>
  );
}

type ScoreFiguresProps = { mode: Mode; score: Score; contact: ContactReading | null };

/** The figures of an answer: how much is shared, how far apart, whether it counts, and what No-Go it touches. */
export function ScoreFigures({ mode, score, contact }: ScoreFiguresProps) {
  const result = explainResult(mode, score);
  const touched = contactFigure(contact);
  return (
    <dl
      className={clsx(
        "grid gap-x-4 gap-y-3",
        touched
          ? "grid-cols-[repeat(auto-fit,minmax(min(8.5rem,100%),1fr))]"
          : "grid-cols-[repeat(auto-fit,minmax(min(6.25rem,100%),1fr))]",
      )}
    >
      <Figure label={<TermName term="iou">{t`IoU, 0 to 1`}</TermName>} value={formatFloored(score.iou)}>
        <IouScale iou={score.iou} />
        <p className="text-muted text-xs">{t`shared by the two zones; a hit starts at the mark, ${HIT_IOU}`}</p>
      </Figure>
      <Figure
        label={<TermName term="centre-distance" />}
        value={formatDecimal(score.centerDistance, 1)}
        unit="%"
      >
        <p className="text-muted text-xs">{t`of the frame’s diagonal, from the reference’s centre to yours`}</p>
      </Figure>
      <Figure
        label={<TermName term={result.term}>{result.label}</TermName>}
        value={result.hit ? t`Hit` : t`No hit`}
      >
        <p className="text-muted text-xs">{result.why}</p>
      </Figure>
      {touched && (
        <Figure label={<TermName term="contact" />} value={touched.value}>
          <p className="text-muted text-xs">{touched.note ?? t`of the zone: no No-Go region is touched`}</p>
        </Figure>
      )}
    </dl>
  );
}
