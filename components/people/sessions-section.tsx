"use client";

import { useState } from "react";
import type { MadeReset } from "@/lib/domain/passwords/views";
import type { PersonPage } from "@/lib/domain/people/views";
import { plural, t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { Button } from "../ui/button";
import { endPersonsSessions, makeResetLink } from "./api";
import { MadeLink } from "./made-link";
import { Problem } from "./problem";
import { SecondStepReset } from "./second-step-reset";

type SessionsSectionProps = Pick<
  PersonPage,
  "id" | "name" | "sessions" | "secondStep" | "active" | "timeZone"
>;

/** In how many browsers a person is signed in, the end of that, and the way back for who forgot or lost something. */
export function SessionsSection(person: SessionsSectionProps) {
  const { id, name, sessions = 0, secondStep = false, active, timeZone } = person;
  const { busy, problem, run } = useAction();
  const [made, setMade] = useState<MadeReset | null>(null);

  const makeLink = () =>
    run(async () => {
      const answer = await makeResetLink(id);
      if ("value" in answer) setMade(answer.value);
      return answer;
    });

  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className="mb-2 font-semibold text-lg">{t`Signing in`}</h2>
      <p className="mb-4 text-muted">
        {sessions === 0
          ? t`Signed in nowhere at the moment.`
          : t`Signed in with ${plural(sessions, "# browser", "# browsers")}.`}{" "}
        {secondStep ? t`A second step is set up.` : t`No second step is set up.`}
      </p>
      {made && (
        <MadeLink made={{ ...made, mailed: false }} timeZone={timeZone} onDone={() => setMade(null)} />
      )}
      <div className="flex flex-wrap gap-2">
        {active && (
          <Button
            busy={busy}
            onClick={() => void makeLink()}
          >{t`Make a link to choose another password`}</Button>
        )}
        {sessions > 0 && (
          <Button
            busy={busy}
            onClick={() => void run(() => endPersonsSessions(id))}
          >{t`Sign out everywhere`}</Button>
        )}
        {secondStep && <SecondStepReset id={id} name={name} />}
      </div>
      <Problem text={problem} />
    </section>
  );
}
