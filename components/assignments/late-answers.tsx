import type { LateState, OwnLateAnswer } from "@/lib/domain/late-answers/views";
import { nameOf } from "@/lib/domain/name-of";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";

const reasons: Readonly<Record<OwnLateAnswer["refusal"], string>> = {
  closed: t`after the assignment had closed`,
  "time-up": t`after your time was up`,
  released: t`after the results were released`,
  lapsed: t`more than a day after its phase was locked`,
};

const states: Readonly<Record<LateState, string>> = {
  waiting: t`Not taken by itself. Your faculty see when it was given, and decide.`,
  barred: t`It can’t be taken: the case’s answer could be known before it arrived. Your faculty see it.`,
  taken: t`Taken: it counts as your answer.`,
  left: t`Not taken.`,
};

type LateAnswersProps = { late: readonly OwnLateAnswer[]; timeZone: string };

/** A reader's answers that came after the end, each with its times, why it wasn't taken, and what was decided. */
export function LateAnswers({ late, timeZone }: LateAnswersProps) {
  if (late.length === 0) return null;
  return (
    <section aria-labelledby="late" className="mb-8 max-w-prose">
      <h2 id="late" className="mb-2 font-semibold">{t`Came too late`}</h2>
      <ul className="divide-y divide-line border-line border-y">
        {late.map((answer) => (
          <li key={answer.id} className="py-3 text-pretty">
            <p className="tabular-nums">
              <span className="font-medium">{t`Case ${answer.number}`}</span>{" "}
              {t`given ${formatMoment(answer.givenAt, timeZone)} by your device’s clock, arrived ${formatMoment(answer.arrivedAt, timeZone)}, ${nameOf(reasons, answer.refusal)}.`}
            </p>
            <p className="mt-0.5 text-muted text-sm">
              {nameOf(states, answer.state)} {answer.reason && t`“${answer.reason}”`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
