"use client";

import { useState } from "react";
import type { PersonPage } from "@/lib/domain/people/views";
import { calendarDayInWords } from "@/lib/domain/time/moment-in-words";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { removeTraining, setTraining } from "./api";
import { Problem } from "./problem";
import { TRAINING_YEARS, trainingWords } from "./training-words";

/** From which day on a resident was in which year of training. */
export function TrainingHistory({ person }: { person: PersonPage }) {
  const { id, training, trainingYear, managed, role, today } = person;
  const [year, setYear] = useState(String(Math.min(10, (trainingYear ?? 0) + 1)));
  const [since, setSince] = useState(today);
  const { busy, problem, run } = useAction();
  return (
    <section aria-labelledby="training-history">
      <h2 id="training-history" className="mb-3 font-semibold text-lg">{t`Year of training`}</h2>
      {training.length === 0 ? (
        <p className="text-muted">{t`Not known yet.`}</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {training.map((each) => (
            <li key={each.since} className="flex min-h-11 flex-wrap items-center gap-x-4 py-1">
              <span className="w-20 font-medium">{trainingWords(each.year)}</span>
              <span className="flex-1 text-muted text-sm">{t`since ${calendarDayInWords(each.since, true)}`}</span>
              {managed && (
                <Button
                  size="sm"
                  variant="quiet"
                  busy={busy}
                  aria-label={t`Remove ${trainingWords(each.year)}, since ${calendarDayInWords(each.since, true)}`}
                  onClick={() => void run(() => removeTraining(id, each.since))}
                >{t`Remove`}</Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {managed && role === "resident" && (
        <form
          className="mt-4 flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void run(() => setTraining(id, { year: Number(year), since }));
          }}
        >
          <SelectField label={t`Year`} value={year} onChange={(event) => setYear(event.currentTarget.value)}>
            {TRAINING_YEARS.map((each) => (
              <option key={each} value={each}>
                {trainingWords(each)}
              </option>
            ))}
          </SelectField>
          <Field
            label={t`Since`}
            type="date"
            required
            value={since}
            onChange={(event) => setSince(event.currentTarget.value)}
          />
          <Button type="submit" busy={busy} className="min-h-11">{t`Add`}</Button>
        </form>
      )}
      <Problem text={problem} />
    </section>
  );
}
