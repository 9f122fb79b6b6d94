"use client";

import { type ReactNode, useRef } from "react";
import { FIRST_MODE } from "@/lib/domain/attempts/mode";
import type { SittingSummary } from "@/lib/domain/practice/sum-up";
import { calendarDayInWords } from "@/lib/domain/time/moment-in-words";
import { plural, t } from "@/lib/language/t";
import { drillWords } from "@/lib/words/drills";
import { missName } from "@/lib/words/misses";
import { skillName } from "@/lib/words/skills";
import { againUrl, type CaseSource, drillUrl, practiceSource, practiceUrl } from "../quiz/case-addresses";
import { StepHeading, useStepFocus } from "../quiz/step-heading";
import { useEnterTo } from "../quiz/use-enter-to";
import { DueBadge } from "../shell/due-badge";
import { ButtonLink } from "../ui/button-link";
import { EnterBadge } from "../viewer/enter-badge";
import { PractiseThese } from "./practise-these";

/** What a sitting came to: one strength, one habit, what is due when, and what to do next. */
export function SittingEnd({ sitting, source }: { sitting: SittingSummary; source: CaseSource }) {
  const { strength, habit, unseen } = sitting;
  const isDrill = sitting.aim !== null;
  const isOver = sitting.answered >= sitting.of;
  // After a drill comes what comes by itself, in the way in which practice begins.
  const then = isDrill ? practiceSource(FIRST_MODE) : source;
  const goesOn = unseen || (isDrill && !isOver);
  const root = useRef<HTMLElement>(null);
  useStepFocus(root, "end", true);
  const goOn = isDrill && !isOver ? drillUrl(source.mode, sitting.id) : practiceUrl(then);
  useEnterTo(goesOn ? goOn : "/progress");
  return (
    <main ref={root} className="stage grid min-h-dvh place-items-center p-6">
      <DueBadge due={sitting.badge} />
      <div className="w-full max-w-[52ch]">
        <StepHeading>{headingOf(sitting)}</StepHeading>
        <p className="mt-2 text-pretty text-muted">
          {sitting.aim && <>{t`Drilled: ${missName(sitting.aim)}.`} </>}
          {countsOf(sitting)}
        </p>
        <dl className="mt-6 divide-y divide-line border-line border-y">
          <Row name={t`A strength`}>
            {strength
              ? t`${skillName(strength.skill)}: ${strength.right} of ${strength.n} right`
              : t`None stands out in so few answers.`}
          </Row>
          <Row name={t`A habit`}>
            {habit
              ? t`${missName(habit.miss)}: ${plural(habit.n, "once", "# times")}`
              : t`Nothing was missed.`}
          </Row>
          {habit && isOver && (
            <Row name={t`Next drill`}>
              <p className="mb-2">{drillWords(habit.miss)}</p>
              <PractiseThese aim={habit.miss} practised={then.mode} />
            </Row>
          )}
          <Row name={t`Due`}>{dueOf(sitting)}</Row>
        </dl>
        <div className="mt-6 flex flex-wrap gap-2">
          {goesOn ? (
            <>
              <ButtonLink variant="primary" href={goOn} prefetch={false}>
                {isOver ? t`Next sitting` : t`Go on`} <EnterBadge />
              </ButtonLink>
              <ButtonLink href="/progress">{t`See your progress`}</ButtonLink>
            </>
          ) : (
            <>
              <ButtonLink variant="primary" href="/progress">
                {t`See your progress`} <EnterBadge />
              </ButtonLink>
              <ButtonLink
                href={againUrl(then.mode)}
                prefetch={false}
              >{t`Practise again from the start`}</ButtonLink>
            </>
          )}
          <ButtonLink href="/home">{t`Home`}</ButtonLink>
        </div>
      </div>
    </main>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 py-3 sm:grid-cols-[8rem_1fr]">
      <dt className="text-muted text-sm sm:text-base">{name}</dt>
      <dd className="text-pretty">{children}</dd>
    </div>
  );
}

function headingOf({ purpose, of, answered, unseen }: SittingSummary): string {
  if (answered < of) return t`${answered} of ${plural(of, "# case", "# cases")} answered`;
  if (!unseen && purpose === "usual") return t`You have answered every case`;
  return t`${plural(of, "One case", "# cases")} answered`;
}

function countsOf({ purpose, answered, of, hits }: SittingSummary): string {
  if (answered < of) {
    return t`What you sent without reception is stored once you are back; a case without its zone waits on your home.`;
  }
  return purpose === "again"
    ? t`${hits} of ${of} hit. Repetitions are shown apart and change no figure.`
    : t`${hits} of ${of} hit.`;
}

function dueOf({ due: { today, days } }: SittingSummary): ReactNode {
  if (today === 0 && days.length === 0) return t`Nothing. What you miss comes back as another frame.`;
  return (
    <ul>
      {today > 0 && <li>{t`${today} still today`}</li>}
      {days.map(({ day, n }) => (
        <li key={day}>{t`${n} on ${calendarDayInWords(day)}`}</li>
      ))}
    </ul>
  );
}
