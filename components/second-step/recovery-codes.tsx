"use client";

import { t } from "@/lib/language/t";
import { CopyButton } from "../people/copy-button";
import { Button } from "../ui/button";
import { saveFile } from "../ui/save-file";

type RecoveryCodesProps = { codes: readonly string[]; onDone: () => void };

const FILE_NAME = "calot-recovery-codes.txt";

const download = (text: string): void => saveFile(new Blob([text], { type: "text/plain" }), FILE_NAME);

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const text = () => `${codes.join("\n")}\n`;
  return (
    <section
      aria-labelledby="recovery-codes"
      className="rounded-lg border border-line-strong bg-raised px-5 py-4"
    >
      <h3 id="recovery-codes" className="font-semibold">{t`Your recovery codes`}</h3>
      <p className="mt-1 text-muted text-sm">{t`Each lets you in once, in place of your passkey or app. They are shown only now: keep them where you keep your passwords, or on paper.`}</p>
      <ol className="my-3 grid gap-x-6 gap-y-1 rounded-md bg-sunken px-3 py-2 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-3">
        <Button size="sm" onClick={() => download(text())}>{t`Download them`}</Button>
        <CopyButton label={t`Copy them`} text={text} />
        <Button size="sm" variant="primary" onClick={onDone}>{t`I have kept them`}</Button>
      </div>
    </section>
  );
}
