"use client";

import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { signInUrl } from "./case-addresses";
import type { Sitting } from "./sitting";

type DelayNoteProps = {
  sitting: Sitting;
  /** Whether the browser keeps what is not sent. */
  kept: boolean;
  onRetry: () => void;
};

/** Says that an answer is not sent yet, where it is meanwhile, and what can be done. */
export function DelayNote({ sitting, kept, onRetry }: DelayNoteProps) {
  const { delay, step } = sitting;
  return (
    <div role="status">
      {delay && (
        <div className="mt-3 rounded-md border border-line-strong bg-raised p-3 text-sm">
          <p className="text-pretty">
            {delay === "signed-out"
              ? t`Your sign-in has ended. Your answer is kept in this browser: sign in again, and it is sent.`
              : t`Kept in this browser, not sent yet. It is sent when Calot can be reached.`}
            {step === "zone" && <> {t`Draw on meanwhile.`}</>}
            {step === "sending" && <> {t`You can go on with the next case.`}</>}
          </p>
          {!kept && <UnkeptWarning />}
          <SendAgain signedOut={delay === "signed-out"} onRetry={onRetry} />
        </div>
      )}
    </div>
  );
}

export function UnkeptWarning() {
  return (
    <p className="mt-1 text-pretty text-caution text-xs">{t`This browser keeps nothing for us, as in a private window: leave the page open until your answers are sent.`}</p>
  );
}

/** What can be done about answers that wait. */
export function SendAgain({ signedOut, onRetry }: { signedOut: boolean; onRetry: () => void }) {
  return (
    <div className="mt-2 flex gap-2">
      {signedOut && (
        <ButtonLink
          size="sm"
          href={signInUrl(window.location.pathname + window.location.search)}
        >{t`Sign in`}</ButtonLink>
      )}
      <Button size="sm" onClick={onRetry}>{t`Send now`}</Button>
    </div>
  );
}
