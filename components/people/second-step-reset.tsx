"use client";

import { useState } from "react";
import { secondStep } from "@/lib/contract/second-step";
import type { PersonPage } from "@/lib/domain/people/views";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Problem } from "./problem";

type SecondStepResetProps = Pick<PersonPage, "id" | "name">;

/** Takes away what a person has for the second step, with a reason, for who has lost it. */
export function SecondStepReset({ id, name }: SecondStepResetProps) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const { busy, problem, run, clear } = useAction();

  function close() {
    setAsking(false);
    setReason("");
    clear();
  }

  const reset = () => run(() => call(secondStep.reset, { params: { id }, body: { reason } }));

  return (
    <>
      <Button onClick={() => setAsking(true)}>{t`Reset the second step`}</Button>
      <Dialog
        open={asking}
        onOpenChange={(open) => !open && close()}
        title={t`Reset the second step of ${name}`}
        description={t`Passkeys, the authenticator app and recovery codes are removed, and ${name} is signed out everywhere and told of it. The password stays.`}
        footer={
          <>
            <Button onClick={close}>{t`Cancel`}</Button>
            <Button
              variant="danger"
              busy={busy}
              disabled={reason.trim().length < 3}
              onClick={async () => {
                if (await reset()) close();
              }}
            >{t`Reset it`}</Button>
          </>
        }
      >
        <p className="mb-3 text-sm">{t`Make sure that it is really ${name} who asks: by telephone or face to face, not by mail.`}</p>
        <Field
          label={t`Why? It is written down.`}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Problem text={problem} />
      </Dialog>
    </>
  );
}
