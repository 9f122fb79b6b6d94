"use client";

import { type FormEvent, useState } from "react";
import { t } from "@/lib/language/t";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Field } from "../ui/field";
import { askReset } from "./api";

/** Asks for a link by mail. What it says is the same whether or not the address is known. */
export function AskResetForm() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const email = `${new FormData(event.currentTarget).get("email")}`.trim();
    setBusy(true);
    setProblem(null);
    const answer = await askReset(email);
    setBusy(false);
    if ("problem" in answer) setProblem(answer.problem);
    else setAsked(true);
  }

  return (
    <>
      <form method="post" onSubmit={(event) => void submit(event)} className="space-y-4">
        <Field
          label={t`E-mail`}
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <Problem text={problem} />
        <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full">
          {t`Mail me a link`}
        </Button>
      </form>
      <p role="status" className="mt-4 text-sm">
        {asked &&
          t`If that address has an account, a link is on its way to it. It opens for an hour. If none comes, look where unwanted mails go, or ask your program director or administrator for one.`}
      </p>
      <ButtonLink href="/sign-in" variant="quiet" className="mt-4">{t`Back to signing in`}</ButtonLink>
    </>
  );
}
