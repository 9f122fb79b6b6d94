"use client";

import { useState } from "react";
import { MODES } from "@/lib/domain/attempts/mode";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import { t } from "@/lib/language/t";
import { practiceSource, practiceUrl } from "../quiz/case-addresses";
import { ButtonLink } from "../ui/button-link";
import { Tick } from "../ui/tick";

/** The three ways to practise, each in a line, and whether with a second look. */
export function ModeList() {
  const [secondLook, setSecondLook] = useState(false);
  return (
    <>
      <ul className="divide-y divide-line border-line border-y">
        {MODES.map((mode) => (
          <li key={mode} className="flex items-center justify-between gap-4 py-3">
            <div className="min-w-0">
              <h3 className="font-medium">{modeWords(mode).name}</h3>
              <p className="text-muted text-sm">{modeWords(mode).practice}</p>
            </div>
            <ButtonLink
              href={practiceUrl(practiceSource(mode, { secondLook }))}
              size="sm"
              aria-label={modeWords(mode).start}
            >{t`Start`}</ButtonLink>
          </li>
        ))}
      </ul>
      <Tick small className="mt-2" on={secondLook} onChange={setSecondLook} label={t`With a second look`} />
      <p className="max-w-prose text-pretty text-muted text-sm">{t`After your answer an aid is shown, right or wrong: a model’s reading, the seconds before, or where others drew. You keep your answer or change it; the first one counts.`}</p>
    </>
  );
}
