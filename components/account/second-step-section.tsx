"use client";

import { useState } from "react";
import { secondStep } from "@/lib/contract/second-step";
import type { NewSeed, OwnSecondStep } from "@/lib/domain/second-step/views";
import { plural, t } from "@/lib/language/t";
import { browserInWords } from "@/lib/words/browser";
import { formatDay } from "@/lib/words/dates";
import { type Done, useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { AppSetUp } from "../second-step/app-set-up";
import { makePasskey } from "../second-step/ask-browser";
import { RecoveryCodes } from "../second-step/recovery-codes";
import { Button } from "../ui/button";
import { PasskeyRow } from "./passkey-row";

type SecondStepSectionProps = OwnSecondStep & {
  /** What can be set up at this address. */
  possible: { readonly passkeys: boolean; readonly apps: boolean };
};

/** What is shown beside the password: passkeys, an authenticator app, and codes for when neither is at hand. */
export function SecondStepSection(own: SecondStepSectionProps) {
  const { timeZone, required, passkeys, app, recoveryCodesLeft, possible } = own;
  const { busy, problem, run } = useAction();
  const [seed, setSeed] = useState<NewSeed | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const hasOne = passkeys.length > 0 || app !== null;

  const makeCodes = () =>
    run(async () => {
      const made = await call(secondStep.makeRecoveryCodes, {});
      if ("value" in made) setCodes(made.value.codes);
      return made;
    });

  /** The first one brings recovery codes. */
  const withCodes = async (done: boolean) => done && recoveryCodesLeft === 0 && (await makeCodes());

  const addPasskey = async () =>
    withCodes(
      await run(async (): Promise<Done> => {
        const question = await call(secondStep.proposePasskey, {});
        if ("problem" in question) return question;
        const made = await makePasskey(question.value);
        if ("problem" in made) return made;
        const body = { name: browserInWords(navigator.userAgent), answer: made.answer };
        return call(secondStep.addPasskey, { body });
      }),
    );

  const proposeApp = () =>
    run(async () => {
      const proposed = await call(secondStep.proposeApp, {});
      if ("value" in proposed) setSeed(proposed.value);
      return proposed;
    });

  /** @returns why the code wasn't taken; null where it was */
  async function setApp(code: string): Promise<string | null> {
    if (!seed) return null;
    const set = await call(secondStep.setApp, { body: { sealed: seed.sealed, code } });
    if ("problem" in set) return set.problem;
    setSeed(null);
    await withCodes(await run(async () => set));
    return null;
  }

  return (
    <section aria-labelledby="second-step-heading" id="second-step" className="scroll-mt-20">
      <h2 id="second-step-heading" className="mb-2 font-semibold text-lg">{t`Second step`}</h2>
      <p className="mb-4 max-w-prose text-muted">
        {required
          ? t`Beside your password you show a passkey or a code. Your institution asks for it in your role.`
          : t`With one of these, your password alone opens nothing. A passkey also signs you in by itself.`}
      </p>
      {(hasOne || codes) && (
        <ul className="mb-4 divide-y divide-line border-line border-y">
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} timeZone={timeZone} />
          ))}
          {app && (
            <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
              <div className="min-w-0">
                <p className="font-medium">{t`Authenticator app`}</p>
                <p className="text-muted text-sm">{t`Set up on ${formatDay(app.madeAt, timeZone)}`}</p>
              </div>
              <div className="flex flex-wrap gap-2">
                {possible.apps && (
                  <Button size="sm" busy={busy} onClick={() => void proposeApp()}>{t`Set up another`}</Button>
                )}
                <Button
                  size="sm"
                  busy={busy}
                  aria-label={t`Remove the authenticator app`}
                  onClick={() => void run(() => call(secondStep.removeApp, {}))}
                >{t`Remove`}</Button>
              </div>
            </li>
          )}
          <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
            <div className="min-w-0">
              <p className="font-medium">{t`Recovery codes`}</p>
              <p className="text-muted text-sm">
                {recoveryCodesLeft === 0
                  ? t`None left. Without them, a lost device means asking your administrator.`
                  : t`${plural(recoveryCodesLeft, "# code", "# codes")} left`}
              </p>
            </div>
            <Button size="sm" busy={busy} onClick={() => void makeCodes()}>
              {recoveryCodesLeft === 0 ? t`Make codes` : t`Make new ones`}
            </Button>
          </li>
        </ul>
      )}
      {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
      {seed ? (
        <AppSetUp seed={seed} onCode={setApp} onCancel={() => setSeed(null)} />
      ) : (
        !codes && (
          <div className="flex flex-wrap gap-2">
            {possible.passkeys && (
              <Button busy={busy} onClick={() => void addPasskey()}>{t`Add a passkey`}</Button>
            )}
            {possible.apps && !app && (
              <Button busy={busy} onClick={() => void proposeApp()}>{t`Set up an authenticator app`}</Button>
            )}
          </div>
        )
      )}
      {!possible.passkeys && (
        <p className="mt-3 max-w-prose text-muted text-sm">{t`Browsers allow no passkeys at this address: it needs a name, as localhost or calot.hospital.example, and https.`}</p>
      )}
      {!possible.apps && (
        <p className="mt-3 max-w-prose text-muted text-sm">{t`Authenticator apps can’t be set up here: this server keeps no secrets (SECRETS_KEY).`}</p>
      )}
      <Problem text={problem} />
    </section>
  );
}
