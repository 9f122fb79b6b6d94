"use client";

import { t } from "@/lib/language/t";
import { CopyButton } from "../people/copy-button";

type ShownOnceProps = { text: string | null; copyLabel: string };

/** What was made just now and is never shown again; nothing before it is made. */
export function ShownOnce({ text, copyLabel }: ShownOnceProps) {
  return (
    <>
      <div role="status">
        {text && (
          <div className="mt-4 max-w-prose border-line-strong border-l-2 pl-3">
            <p className="mb-2">{t`Copy it now: it is shown this once.`}</p>
            <p className="select-all break-all font-mono text-sm">{text}</p>
          </div>
        )}
      </div>
      {text && (
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <CopyButton label={copyLabel} text={() => text} />
        </div>
      )}
    </>
  );
}
