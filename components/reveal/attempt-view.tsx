"use client";

import { modeNames } from "@/lib/domain/attempts/mode";
import type { AttemptReview } from "@/lib/domain/attempts/views";
import { ButtonLink } from "../ui/button";
import { formatMoment } from "../ui/dates";
import { RevealView } from "./reveal-view";

type AttemptViewProps = {
  attempt: AttemptReview;
  /** The institution's IANA time zone. */
  timeZone: string;
};

/** A past answer, seen again. */
export function AttemptView({ attempt, timeZone }: AttemptViewProps) {
  const { box, mode, ordinal, phase, reveal, score } = attempt;
  const facts = [
    formatMoment(attempt.zoneAt, timeZone),
    modeNames[mode],
    `${attempt.case.video}, frame ${attempt.case.frame}`,
    ...(ordinal > 1 ? [`attempt ${ordinal}: in no figure`] : []),
  ];
  return (
    <RevealView
      stageCase={attempt.case}
      answer={{ mode, phase, box }}
      score={score}
      reveal={reveal}
      title={<p className="line-clamp-2">{facts.join(" · ")}</p>}
      {...(attempt.referenceChanged && {
        note: "The reference has changed since. Shown is the one you were scored by.",
      })}
      actions={
        <>
          <ButtonLink href="/history" variant="primary" size="lg">
            History
          </ButtonLink>
          <ButtonLink href={`/practice/${attempt.case.id}?mode=${mode}&again=1`} size="lg">
            Practise it again
          </ButtonLink>
        </>
      }
    />
  );
}
