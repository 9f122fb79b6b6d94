"use client";

import { useRef } from "react";
import { t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { EnterBadge } from "../viewer/enter-badge";
import { againUrl, type CaseSource } from "./case-addresses";
import { StepHeading, useStepFocus } from "./step-heading";
import { useEnterTo } from "./use-enter-to";

/** There is no next case. */
export function EndOfCases({ source }: { source: CaseSource }) {
  const { again, mode } = source;
  const root = useRef<HTMLElement>(null);
  useStepFocus(root, "end", true);
  useEnterTo("/progress");
  return (
    <main ref={root} className="stage grid min-h-dvh place-items-center p-6">
      <div className="max-w-[44ch]">
        <StepHeading>
          {again ? t`You have been through all your cases once more` : t`You have answered every case`}
        </StepHeading>
        <p className="mt-2 text-pretty text-muted">{t`Your progress shows where the zones went astray. Cases can be practised again; repetitions are shown apart and change no figure.`}</p>
        <div className="mt-5 flex flex-wrap gap-2">
          <ButtonLink variant="primary" href="/progress">
            {t`See your progress`} <EnterBadge />
          </ButtonLink>
          <ButtonLink href={againUrl(mode)}>{t`Practise again from the start`}</ButtonLink>
        </div>
      </div>
    </main>
  );
}
