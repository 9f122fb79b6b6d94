"use client";

import { useState } from "react";
import type { Move } from "@/lib/domain/people/input";
import type { PersonPage } from "@/lib/domain/people/views";
import { inContext, t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { type Done, useAction } from "../assignments/use-action";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { movePeople } from "./api";
import { Problem } from "./problem";

/** A move of one resident is refused where nothing came of it: the report says why. */
async function moveOne(id: string, on: string, cohort: Move["cohort"]): Promise<Done> {
  const answer = await movePeople({ userIds: [id], on, year: "keep", cohort }, false);
  if ("problem" in answer) return answer;
  const problem = answer.value.people[0]?.problem;
  return problem ? { problem } : answer;
}

/** The cohorts that a resident is and was in. */
export function CohortHistory({ person }: { person: PersonPage }) {
  const { id, memberships, cohorts, managed, role, timeZone, today } = person;
  const isIn = new Set(memberships.filter(({ leftAt }) => leftAt === null).map(({ cohort }) => cohort.id));
  const choices = cohorts.filter((cohort) => !isIn.has(cohort.id));
  const [target, setTarget] = useState(choices[0]?.id ?? "");
  const chosen = choices.some((cohort) => cohort.id === target) ? target : (choices[0]?.id ?? "");
  const [on, setOn] = useState(today);
  const { busy, problem, run } = useAction();
  return (
    <section aria-labelledby="cohort-history">
      <h2 id="cohort-history" className="mb-3 font-semibold text-lg">{t`Cohorts`}</h2>
      {memberships.length === 0 ? (
        <p className="text-muted">{t`In no cohort yet.`}</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {memberships.map(({ cohort, joinedAt, leftAt }) => (
            <li
              key={`${cohort.id} ${joinedAt}`}
              className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 py-1"
            >
              <span className="min-w-32 break-words font-medium">{cohort.name}</span>
              <span className="flex-1 text-muted text-sm">
                {leftAt
                  ? t`${formatDay(joinedAt, timeZone)} to ${formatDay(leftAt, timeZone)}`
                  : t`${formatDay(joinedAt, timeZone)} until now`}
              </span>
              {managed && leftAt === null && (
                <Button
                  size="sm"
                  variant="quiet"
                  busy={busy}
                  aria-label={t`Leave ${cohort.name} on the day below`}
                  onClick={() => void run(() => moveOne(id, on, { kind: "leave", id: cohort.id }))}
                >{t`Leave`}</Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {managed && role === "resident" && choices.length + isIn.size > 0 && (
        <div className="mt-4 flex flex-wrap items-end gap-3">
          {choices.length > 0 && (
            <SelectField
              label={t`Cohort`}
              value={chosen}
              onChange={(event) => setTarget(event.currentTarget.value)}
            >
              {choices.map((cohort) => (
                <option key={cohort.id} value={cohort.id}>
                  {cohort.name}
                </option>
              ))}
            </SelectField>
          )}
          <Field
            label={inContext("a day")`On`}
            type="date"
            required
            max={today}
            value={on}
            onChange={(event) => setOn(event.currentTarget.value)}
          />
          {choices.length > 0 && (
            <Button
              busy={busy}
              className="min-h-11"
              onClick={() => void run(() => moveOne(id, on, { kind: "move", id: chosen }))}
            >
              {isIn.size > 0 ? t`Move there` : t`Join`}
            </Button>
          )}
          {choices.length > 0 && isIn.size > 0 && (
            <Button
              variant="quiet"
              busy={busy}
              className="min-h-11"
              onClick={() => void run(() => moveOne(id, on, { kind: "add", id: chosen }))}
            >{t`Join this one too`}</Button>
          )}
        </div>
      )}
      <Problem text={problem} />
    </section>
  );
}
