"use client";

import { useRef } from "react";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import type { UnfinishedAttempt } from "@/lib/domain/attempts/views";
import { t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { EnterBadge } from "../viewer/enter-badge";
import { type CaseSource, caseUrl, leavingUrl, practiceSource } from "./case-addresses";
import { StepHeading, useStepFocus } from "./step-heading";
import { unfinishedWords } from "./unfinished-words";
import { useEnterTo } from "./use-enter-to";

type UnfinishedCaseProps = {
  attempt: UnfinishedAttempt;
  /** What the reader was about to begin. */
  source: CaseSource;
  /** Whether there is another case to begin with. */
  others: boolean;
  timeZone: string;
};

/** Asks, before another case is begun, what becomes of one whose phase is named and whose zone, or last answer, is missing. */
export function UnfinishedCase({ attempt, source, others, timeZone }: UnfinishedCaseProps) {
  const root = useRef<HTMLElement>(null);
  useStepFocus(root, "unfinished", true);
  const goOn = caseUrl(practiceSource(attempt.mode), attempt.caseId);
  useEnterTo(goOn);
  return (
    <main ref={root} className="stage grid min-h-dvh place-items-center p-6">
      <div className="max-w-[48ch]">
        <StepHeading>
          {attempt.secondLook ? t`A case waits for its second look` : t`A case waits for its Go Zone`}
        </StepHeading>
        <p className="mt-2 text-pretty text-muted">{unfinishedWords(attempt, timeZone)}</p>
        <p className="mt-2 text-pretty text-muted">
          {others
            ? t`Leave it, and it stays open until then: your home leads back to it.`
            : t`No other case is left to begin.`}
        </p>
        <div className="mt-5 flex flex-wrap gap-2">
          <ButtonLink variant="primary" href={goOn}>
            {attempt.secondLook ? t`Look again` : t`Draw its zone`} <EnterBadge />
          </ButtonLink>
          {others ? (
            <ButtonLink href={leavingUrl(source)} prefetch={false}>
              {t`Leave it: ${modeWords(source.mode).start}`}
            </ButtonLink>
          ) : (
            <ButtonLink href="/home">{t`Home`}</ButtonLink>
          )}
        </div>
      </div>
    </main>
  );
}
