"use client";

import { useState } from "react";
import { t } from "@/lib/language/t";
import { Field } from "../ui/field";
import { Tick } from "../ui/tick";

/** A new password, typed twice: the fields `password` and `again` of a form. */
export function NewPasswordFields({ email, minLength }: { email: string; minLength: number }) {
  const [shown, setShown] = useState(false);
  const type = shown ? "text" : "password";
  return (
    <>
      {/* For password keepers: what the password belongs to. */}
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <Field
        label={t`Password`}
        name="password"
        type={type}
        autoComplete="new-password"
        minLength={minLength}
        maxLength={1024}
        required
        aria-describedby="password-rule"
      />
      <Field
        label={t`The same again`}
        name="again"
        type={type}
        autoComplete="new-password"
        maxLength={1024}
        required
      />
      <p
        id="password-rule"
        className="text-muted text-sm"
      >{t`${minLength} characters or more. A few words are easy to remember and hard to guess.`}</p>
      <Tick small label={t`Show what I type`} on={shown} onChange={setShown} />
    </>
  );
}
