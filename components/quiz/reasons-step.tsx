"use client";

import { type KeyboardEvent, useRef } from "react";
import { isTooLong, LONGEST_REASON, REASON_PARTS } from "@/lib/domain/reasons/reason";
import { reasonQuestions } from "@/lib/domain/reasons/reason-words";
import { plural, t } from "@/lib/language/t";
import { Field } from "../ui/field";
import { StepHeading } from "./step-heading";
import type { SittingControls } from "./use-sitting";

/** Asks why, between the drawn zone and its sending: a line of plain text each, which may stay empty. */
export function ReasonsStep({ controls }: { controls: SittingControls }) {
  const { sitting, write, submit } = controls;
  const fields = useRef<HTMLDivElement>(null);
  function onEnter(event: KeyboardEvent, index: number): void {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.repeat) return;
    event.preventDefault();
    const next = fields.current?.querySelectorAll("input")[index + 1];
    if (next) next.focus();
    else submit();
  }
  return (
    <>
      <StepHeading>{t`In your own words`}</StepHeading>
      <p className="mt-1 text-pretty text-muted text-sm">{t`Before the answer is told: a line each. Leave them empty to go on without.`}</p>
      <div ref={fields} className="mt-4 space-y-4">
        {REASON_PARTS.map((part, index) => (
          <Field
            key={part}
            label={reasonQuestions[part]}
            {...(index === 0 && { "data-step-field": true })}
            autoComplete="off"
            enterKeyHint={index === REASON_PARTS.length - 1 ? "done" : "next"}
            value={sitting.reasons[part]}
            problem={
              isTooLong(sitting.reasons[part])
                ? t`A line has ${plural(LONGEST_REASON, "# character", "# characters")} at most. Nothing is lost: shorten it, then go on.`
                : undefined
            }
            onChange={(event) => write(part, event.currentTarget.value)}
            onKeyDown={(event) => onEnter(event, index)}
          />
        ))}
      </div>
    </>
  );
}
