"use client";

import { Eye, EyeOff, KeyRound } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { secondStep } from "@/lib/contract/second-step";
import { t } from "@/lib/language/t";
import { afterPassword } from "../client/after-password";
import { call } from "../client/call";
import { enterWithPasskey, enterWithPassword } from "../client/enter";
import { askForPasskey } from "../second-step/ask-browser";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { TextLink } from "../ui/text-link";
import { secondStepProblem } from "./second-step-problem";
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
  /** Whether browsers allow passkeys at this address. */
  passkeys: boolean;
};

/** E-mail and password, or a passkey alone, and in the demo the accounts to pick from. */
export function SignInForm({ next, demoAccounts, passkeys }: SignInFormProps) {
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || asking) return;
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const answer = await enterWithPassword(`${fields.get("email")}`.trim(), `${fields.get("password")}`);
    const place = afterPassword(answer, next);
    if (place !== null) return window.location.assign(place);
    setBusy(false);
    setProblem(signInProblem(answer));
  }

  /** @returns why nobody is signed in; null where somebody is */
  async function showPasskey(): Promise<string | null> {
    const question = await call(secondStep.askPasskey, {});
    if ("problem" in question) return question.problem;
    const asked = await askForPasskey(question.value);
    if ("problem" in asked) return asked.problem;
    return secondStepProblem(
      await enterWithPasskey(asked.answer),
      t`That passkey opens no account here. Sign in with your password.`,
    );
  }

  async function enterByPasskey() {
    if (busy || asking) return;
    setAsking(true);
    setProblem(null);
    const found = await showPasskey();
    if (found === null) return window.location.assign(next);
    setAsking(false);
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
      {passkeys && (
        <Button size="lg" busy={asking} className="mt-3 w-full" onClick={() => void enterByPasskey()}>
          <KeyRound aria-hidden /> {t`Use a passkey`}
        </Button>
      )}
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
