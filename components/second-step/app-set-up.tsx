"use client";

import { type FormEvent, useId, useState } from "react";
import type { NewSeed } from "@/lib/domain/second-step/views";
import { t } from "@/lib/language/t";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { QrCode } from "./qr-code";

type AppSetUpProps = {
  seed: NewSeed;
  /** Sends the code that the app shows. @returns why it wasn't taken; null where it was */
  onCode: (code: string) => Promise<string | null>;
  onCancel: () => void;
};

/** How an authenticator app is told its seed, and the code that shows it has it. */
export function AppSetUp({ seed, onCode, onCancel }: AppSetUpProps) {
  const help = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const code = `${new FormData(event.currentTarget).get("code")}`;
    setBusy(true);
    setProblem(null);
    setProblem(await onCode(code));
    setBusy(false);
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-4">
      <p className="max-w-prose text-sm">{t`Scan this with an authenticator app, such as the one that your institution recommends.`}</p>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
        <QrCode text={seed.address} label={t`QR code for an authenticator app`} />
        <div className="min-w-0 flex-1 basis-48 text-sm">
          <p className="text-muted">{t`Or type this key into the app:`}</p>
          <p className="mt-1 select-all break-words font-mono">
            {seed.seed.replaceAll(/(.{4})(?=.)/g, "$1 ")}
          </p>
        </div>
      </div>
      <Field
        label={t`The code that the app shows now`}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        required
        aria-describedby={help}
      />
      <p id={help} className="text-muted text-sm">{t`Six digits. They change every half minute.`}</p>
      <Problem text={problem} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy}>{t`Set up the app`}</Button>
        <Button onClick={onCancel}>{t`Cancel`}</Button>
      </div>
    </form>
  );
}
