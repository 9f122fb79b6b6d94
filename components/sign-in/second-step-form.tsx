"use client";

import { KeyRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { SecondStepAnswer } from "@/lib/domain/second-step/input";
import type { SecondStepToCome } from "@/lib/domain/second-step/views";
import { t } from "@/lib/language/t";
import { enterWithSecondStep } from "../client/enter";
import { askForPasskey } from "../second-step/ask-browser";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { TextLink } from "../ui/text-link";
import { secondStepProblem, WRONG_CODE, WRONG_PASSKEY } from "./second-step-problem";

type SecondStepFormProps = Omit<Extract<SecondStepToCome, { kind: "show" }>, "kind"> & {
  /** Where to go once signed in: a path of this site. */
  next: string;
};

/** What is shown after the password: a passkey, an app's code, or a recovery code. */
export function SecondStepForm({ next, passkey, app, codes }: SecondStepFormProps) {
  const [busy, setBusy] = useState<"passkey" | "code" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function show(answer: SecondStepAnswer, refused: string): Promise<void> {
    const found = secondStepProblem(await enterWithSecondStep(answer), refused);
    if (found === null) return window.location.assign(next);
    setBusy(null);
    setProblem(found);
  }

  async function enterByPasskey() {
    if (!passkey || busy) return;
    setBusy("passkey");
    setProblem(null);
    const asked = await askForPasskey(passkey);
    if ("answer" in asked) return show({ kind: "passkey", answer: asked.answer }, WRONG_PASSKEY);
    setBusy(null);
    setProblem(asked.problem);
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const code = `${new FormData(event.currentTarget).get("code")}`;
    setBusy("code");
    setProblem(null);
    await show({ kind: "code", code }, WRONG_CODE);
  }

  const typed = app || codes;
  return (
    <>
      {passkey && (
        <Button
          variant="primary"
          size="lg"
          busy={busy === "passkey"}
          className="w-full"
          onClick={() => void enterByPasskey()}
        >
          <KeyRound aria-hidden /> {t`Use your passkey`}
        </Button>
      )}
      {passkey && typed && <p className="my-6 text-center text-muted text-sm">{t`or`}</p>}
      {typed && (
        <form method="post" onSubmit={(event) => void submit(event)} className="space-y-4">
          <Field
            label={codeLabel(app, codes)}
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={100}
            required
            {...(problem && { "aria-describedby": "second-step-problem" })}
          />
          <Button
            type="submit"
            variant={passkey ? "secondary" : "primary"}
            size="lg"
            busy={busy === "code"}
            className="w-full"
          >
            {busy === "code" ? t`Signing in …` : t`Sign in`}
          </Button>
        </form>
      )}
      <div role="alert" id="second-step-problem">
        {problem && <p className="mt-4 border-danger border-l-2 pl-3 text-danger text-sm">{problem}</p>}
      </div>
      <p className="mt-6 text-muted text-sm">{t`Nothing of this at hand? Your administrator or program director can reset it.`}</p>
      <p className="mt-2 text-sm">
        <TextLink href="/sign-in">{t`Start again with another account`}</TextLink>
      </p>
    </>
  );
}

function codeLabel(app: boolean, codes: boolean): string {
  if (!app) return t`Recovery code`;
  return codes ? t`Code from your app, or a recovery code` : t`Code from your app`;
}
