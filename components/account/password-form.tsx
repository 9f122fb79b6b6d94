"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { t } from "@/lib/language/t";
import { changePassword } from "../people/api";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { Field } from "../ui/field";

type PasswordFormProps = { email: string; minLength: number };

/** Another password. It ends every other session. */
export function PasswordForm({ email, minLength }: PasswordFormProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const fields = new FormData(form);
    setBusy(true);
    setProblem(null);
    setDone(false);
    const answer = await changePassword(`${fields.get("current")}`, `${fields.get("next")}`);
    if ("problem" in answer) {
      setBusy(false);
      return setProblem(answer.problem);
    }
    form.reset();
    setBusy(false);
    setDone(true);
    router.refresh();
  }

  return (
    <section aria-labelledby="password-form">
      <h2 id="password-form" className="mb-3 font-semibold text-lg">{t`Password`}</h2>
      <form method="post" onSubmit={(event) => void submit(event)}>
        <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t`Current password`}
            name="current"
            type="password"
            autoComplete="current-password"
            required
          />
          <Field
            label={t`New password, ${minLength} characters or more`}
            name="next"
            type="password"
            autoComplete="new-password"
            minLength={minLength}
            maxLength={1024}
            required
          />
        </div>
        <Problem text={problem} />
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button type="submit" busy={busy}>{t`Change the password`}</Button>
          <p role="status" className="text-muted text-sm">
            {done && t`Changed. You are signed out everywhere else.`}
          </p>
        </div>
      </form>
    </section>
  );
}
