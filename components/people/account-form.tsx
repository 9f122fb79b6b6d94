"use client";

import { useState } from "react";
import { roleNames, roleSchema } from "@/lib/domain/people/role";
import type { PersonPage } from "@/lib/domain/people/views";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { changePerson } from "./api";
import { Problem } from "./problem";

/** A person's name, address and role. */
export function AccountForm({ person }: { person: PersonPage }) {
  const { id, roles } = person;
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email);
  const [role, setRole] = useState(person.role);
  const { busy, problem, run } = useAction();
  const changed =
    name.trim() !== person.name || email.trim().toLowerCase() !== person.email || role !== person.role;
  return (
    <section aria-labelledby="account-form">
      <h2 id="account-form" className="mb-3 font-semibold text-lg">{t`Account`}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => changePerson(id, { name, email, role }));
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t`Name`}
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Field
            label={t`E-mail`}
            type="email"
            autoComplete="off"
            required
            maxLength={320}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <SelectField
            label={t`Role`}
            value={role}
            onChange={(event) => setRole(roleSchema.parse(event.currentTarget.value))}
          >
            {roles.map((each) => (
              <option key={each} value={each}>
                {roleNames[each]}
              </option>
            ))}
          </SelectField>
        </div>
        {person.role === "resident" && role !== "resident" && (
          <p className="mt-2 text-caution text-sm">{t`Who is no resident any more leaves the cohorts. Answers from before stay where they count.`}</p>
        )}
        <Problem text={problem} />
        <Button type="submit" className="mt-4" busy={busy} disabled={!changed}>{t`Save`}</Button>
      </form>
    </section>
  );
}
