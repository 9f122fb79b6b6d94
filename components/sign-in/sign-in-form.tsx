"use client";

import { Eye, EyeOff } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { TextLink } from "../ui/text-link";
import { enterWithPassword } from "./enter-with-password";
import { signInProblem } from "./sign-in-problem";

export type DemoAccount = {
  readonly email: string;
  readonly password: string;
  /** The role, for one. */
  readonly label: string;
};

type SignInFormProps = {
  /** Where to go once signed in: a path of this site. */
  next: string;
  demoAccounts: readonly DemoAccount[];
};

/** E-mail and password, and in the demo the accounts to pick from. */
export function SignInForm({ next, demoAccounts }: SignInFormProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const found = signInProblem(
      await enterWithPassword(`${fields.get("email")}`.trim(), `${fields.get("password")}`),
    );
    if (found === null) return window.location.assign(next);
    setBusy(false);
    setProblem(found);
  }

  function fill({ email, password }: DemoAccount) {
    const fields = form.current?.elements;
    const set = (name: string, value: string) => {
      const field = fields?.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    };
    set("email", email);
    set("password", password);
    setProblem(null);
    form.current?.querySelector<HTMLElement>("button[type=submit]")?.focus();
  }

  return (
    <>
      {/* Posts, so that a password never stands in an address, even before the script is there. */}
      <form ref={form} method="post" onSubmit={submit} className="space-y-4">
        <Field
          label={t`E-mail`}
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          required
          {...(problem && { "aria-describedby": "sign-in-problem" })}
        />
        <Field
          label={t`Password`}
          name="password"
          type={shown ? "text" : "password"}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          required
          {...(problem && { "aria-describedby": "sign-in-problem" })}
          end={
            <Button
              variant="quiet"
              size="sm"
              aria-label={t`Show password`}
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            >
              {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            </Button>
          }
        />
        <div role="alert" id="sign-in-problem">
          {problem && <p className="border-danger border-l-2 pl-3 text-danger text-sm">{problem}</p>}
        </div>
        <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full">
          {busy ? t`Signing in …` : t`Sign in`}
        </Button>
      </form>
      <p className="mt-4 text-sm">
        <TextLink href="/reset">{t`Forgot your password?`}</TextLink>
      </p>
      {demoAccounts.length > 0 && (
        <section aria-labelledby="demo-accounts" className="mt-10">
          <h2
            id="demo-accounts"
            className="text-muted text-sm"
          >{t`This is a demo. Pick an account to fill in the form.`}</h2>
          <ul className="mt-2 divide-y divide-line border-line border-y">
            {demoAccounts.map((account) => (
              <li key={account.email}>
                <button
                  type="button"
                  onClick={() => fill(account)}
                  className="flex min-h-11 w-full flex-wrap items-baseline justify-between gap-x-4 px-1 py-2.5 text-left text-sm hover:bg-sunken"
                >
                  <span className="font-medium">{account.label}</span>
                  <span className="break-all text-muted">{account.email}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
