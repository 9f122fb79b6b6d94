"use client";

import { type FormEvent, useState } from "react";
import { t } from "@/lib/language/t";
import { enterWithPassword } from "../sign-in/enter-with-password";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Tick } from "../ui/tick";
import { acceptInvitation } from "./api";
import { Problem } from "./problem";

type JoinFormProps = { secret: string; email: string; minLength: number };

/** Chooses the password that makes the account, and signs in with it. */
export function JoinForm({ secret, email, minLength }: JoinFormProps) {
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const fields = new FormData(event.currentTarget);
    const password = `${fields.get("password")}`;
    if (password !== `${fields.get("again")}`) return setProblem(t`The two passwords are not the same.`);
    setBusy(true);
    setProblem(null);
    const answer = await acceptInvitation(secret, password);
    if ("problem" in answer) {
      setBusy(false);
      return setProblem(answer.problem);
    }
    // The account is there: where signing in fails for any reason, the door takes the new password.
    const isIn = await enterWithPassword(email, password);
    window.location.replace(isIn?.ok ? "/" : "/sign-in");
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-4">
      {/* For password keepers: what the password belongs to. */}
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <Field
        label={t`Password`}
        name="password"
        type={shown ? "text" : "password"}
        autoComplete="new-password"
        minLength={minLength}
        maxLength={1024}
        required
        aria-describedby="password-rule"
      />
      <Field
        label={t`The same again`}
        name="again"
        type={shown ? "text" : "password"}
        autoComplete="new-password"
        maxLength={1024}
        required
      />
      <p
        id="password-rule"
        className="text-muted text-sm"
      >{t`${minLength} characters or more. A few words are easy to remember and hard to guess.`}</p>
      <Tick small label={t`Show what I type`} on={shown} onChange={setShown} />
      <Problem text={problem} />
      <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full">
        {busy ? t`Making your account …` : t`Make my account`}
      </Button>
    </form>
  );
}
