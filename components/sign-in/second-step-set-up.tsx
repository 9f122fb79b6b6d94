"use client";

import { useState } from "react";
import { secondStep } from "@/lib/contract/second-step";
import type { SecondStepAnswer } from "@/lib/domain/second-step/input";
import type { SecondStepToCome } from "@/lib/domain/second-step/views";
import { t } from "@/lib/language/t";
import { browserInWords } from "@/lib/words/browser";
import { call } from "../client/call";
import { enterWithSecondStep } from "../client/enter";
import { Problem } from "../people/problem";
import { AppSetUp } from "../second-step/app-set-up";
import { makePasskey } from "../second-step/ask-browser";
import { RecoveryCodes } from "../second-step/recovery-codes";
import { Button } from "../ui/button";
import { secondStepProblem } from "./second-step-problem";

type SecondStepSetUpProps = Omit<Extract<SecondStepToCome, { kind: "set-up" }>, "kind"> & {
  /** Where to go once signed in: a path of this site. */
  next: string;
};

/** The second step is set up, where the role asks for one and there is none: it signs in, and gives recovery codes. */
export function SecondStepSetUp({ next, passkey, seed }: SecondStepSetUpProps) {
  const [settingApp, setSettingApp] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  const goOn = () => window.location.assign(next);

  /** @returns why it wasn't taken; null where it was */
  async function set(answer: SecondStepAnswer, refused: string): Promise<string | null> {
    const found = secondStepProblem(await enterWithSecondStep(answer), refused);
    if (found !== null) return found;
    const made = await call(secondStep.makeRecoveryCodes, {});
    // Signed in all the same: they are made on the account's page then.
    if ("value" in made) setCodes(made.value.codes);
    else goOn();
    return null;
  }

  async function addPasskey() {
    if (!passkey || busy) return;
    setBusy(true);
    setProblem(null);
    const made = await makePasskey(passkey);
    const name = browserInWords(navigator.userAgent);
    setProblem(
      "answer" in made
        ? await set(
            { kind: "set-up-passkey", name, answer: made.answer },
            t`That passkey was not taken. Start again with your password.`,
          )
        : made.problem,
    );
    setBusy(false);
  }

  if (codes) return <RecoveryCodes codes={codes} onDone={goOn} />;
  if (seed && settingApp) {
    const { sealed } = seed;
    return (
      <AppSetUp
        seed={seed}
        onCode={(code) =>
          set(
            { kind: "set-up-app", sealed, code },
            t`That is not the code that the app shows now. Look whether its clock is right.`,
          )
        }
        onCancel={() => setSettingApp(false)}
      />
    );
  }
  return (
    <div className="space-y-6">
      {passkey && (
        <div>
          <Button
            variant="primary"
            size="lg"
            busy={busy}
            className="w-full"
            onClick={() => void addPasskey()}
          >{t`Add a passkey`}</Button>
          <p className="mt-2 text-muted text-sm">{t`Your finger, your face or the code of this device, or a security key. No codes to type.`}</p>
        </div>
      )}
      {seed && (
        <div>
          <Button
            size="lg"
            variant={passkey ? "secondary" : "primary"}
            className="w-full"
            onClick={() => setSettingApp(true)}
          >{t`Set up an authenticator app`}</Button>
          <p className="mt-2 text-muted text-sm">{t`An app on your phone shows six digits, which you type after your password.`}</p>
        </div>
      )}
      {!passkey && !seed && (
        <p className="border-caution border-l-2 pl-3 text-sm">{t`None can be set up at this address. Tell whoever runs Calot for you: it needs an address with a name and https for passkeys, or SECRETS_KEY for apps.`}</p>
      )}
      <Problem text={problem} />
    </div>
  );
}
