"use client";

import type { ReactNode } from "react";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import type { AttemptReview } from "@/lib/domain/attempts/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { ButtonLink } from "../ui/button-link";
import { RevealView } from "./reveal-view";

type AttemptViewProps = {
  attempt: AttemptReview;
  /** The institution's IANA time zone. */
  timeZone: string;
  /** Stands below the figures: the scores it had before. */
  scores?: ReactNode;
  /** Stands at the end of the panel. */
  below?: ReactNode;
};

/** A past answer, seen again. */
export function AttemptView({ attempt, timeZone, scores, below }: AttemptViewProps) {
  const { box, mode, ordinal, phase, reveal, score } = attempt;
  const facts = [
    formatMoment(attempt.zoneAt, timeZone),
    modeWords(mode).name,
    t`${attempt.case.video}, frame ${attempt.case.frame}`,
    ...(ordinal > 1 ? [t`attempt ${ordinal}: in no figure`] : []),
  ];
  return (
    <RevealView
      stageCase={attempt.case}
      answer={{ id: attempt.id, mode, phase, box }}
      score={score}
      reveal={reveal}
      timeZone={timeZone}
      scores={scores}
      below={below}
      title={<p className="line-clamp-2">{facts.join(" · ")}</p>}
      {...(attempt.referenceChanged && {
        note: t`The reference has changed since. Shown is the one you were scored by.`,
      })}
      actions={
        <>
          {attempt.assignmentId ? (
            <ButtonLink
              href={`/assignments/${attempt.assignmentId}`}
              variant="primary"
              size="lg"
            >{t`Back to the assignment`}</ButtonLink>
          ) : (
            <ButtonLink href="/history" variant="primary" size="lg">{t`History`}</ButtonLink>
          )}
          {attempt.practicable && (
            <ButtonLink
              href={`/practice/${attempt.case.id}?mode=${mode}&again=1`}
              size="lg"
            >{t`Practise it again`}</ButtonLink>
          )}
        </>
      }
    />
  );
}
