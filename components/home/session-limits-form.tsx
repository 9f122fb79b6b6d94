"use client";

import { type FormEvent, useState } from "react";
import { institution } from "@/lib/contract/institution";
import {
  amountOf,
  MOST_SESSION_DAYS,
  type SessionLimits,
  TIME_UNITS,
  type TimeUnit,
  timeUnitSchema,
} from "@/lib/domain/sessions/session-limits";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";

const unitNames: Readonly<Record<TimeUnit, string>> = {
  minutes: t`minutes`,
  hours: t`hours`,
  days: t`days`,
};

/** When sessions end by themselves. */
export function SessionLimitsForm({ limits }: { limits: SessionLimits }) {
  const { busy, problem, run } = useAction();
  const [done, setDone] = useState(false);
  const idle = amountOf(limits.idleMinutes);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const unit = timeUnitSchema.parse(fields.get("unit"));
    const body = {
      idleMinutes: Number(fields.get("idle")) * TIME_UNITS[unit],
      days: Number(fields.get("days")),
    };
    setDone(false);
    setDone(await run(() => call(institution.setSessionLimits, { body })));
  }

  return (
    <section aria-labelledby="session-limits" className="max-w-2xl">
      <h2 id="session-limits" className="mb-2 font-semibold">
        {t`Sessions`}
      </h2>
      <p className="mb-4 text-muted">
        {t`When people are signed out by themselves. It holds at once. What they have answered stays in their browser, and is sent when they sign in again.`}
      </p>
      <form method="post" onSubmit={(event) => void submit(event)}>
        <div className="grid gap-4 sm:grid-cols-2">
          <div className="grid grid-cols-2 gap-2">
            <Field
              label={t`Without use, after`}
              name="idle"
              type="number"
              min={1}
              required
              defaultValue={idle.amount}
            />
            <SelectField label={t`Unit`} name="unit" defaultValue={idle.unit}>
              {Object.keys(TIME_UNITS).map((unit) => (
                <option key={unit} value={unit}>
                  {unitNames[timeUnitSchema.parse(unit)]}
                </option>
              ))}
            </SelectField>
          </div>
          <Field
            label={t`Days after signing in`}
            name="days"
            type="number"
            min={1}
            max={MOST_SESSION_DAYS}
            required
            defaultValue={limits.days}
          />
        </div>
        <Problem text={problem} />
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button type="submit" busy={busy}>
            {t`Set the limits`}
          </Button>
          <p role="status" className="text-muted text-sm">
            {done && t`Set.`}
          </p>
        </div>
      </form>
    </section>
  );
}
