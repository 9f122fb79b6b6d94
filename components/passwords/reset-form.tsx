"use client";

import { type FormEvent, useState } from "react";
import { t } from "@/lib/language/t";
import { afterPassword } from "../client/after-password";
import { enterWithPassword } from "../client/enter";
import { NewPasswordFields } from "../people/new-password-fields";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { resetPassword } from "./api";

type ResetFormProps = { secret: string; email: string; minLength: number };

/** Chooses another password, and signs in with it. */
export function ResetForm({ secret, email, minLength }: ResetFormProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const fields = new FormData(event.currentTarget);
    const password = `${fields.get("password")}`;
    if (password !== `${fields.get("again")}`) return setProblem(t`The two passwords are not the same.`);
    setBusy(true);
    setProblem(null);
    const answer = await resetPassword(secret, password);
    if ("problem" in answer) {
      setBusy(false);
      return setProblem(answer.problem);
    }
    // It is changed: where signing in fails for any reason, the door takes the new password.
    const entered = await enterWithPassword(email, password);
    window.location.replace(afterPassword(entered, "/") ?? "/sign-in");
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-4">
      <NewPasswordFields email={email} minLength={minLength} />
      <Problem text={problem} />
      <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full">
        {t`Choose this password`}
      </Button>
    </form>
  );
}
