"use client";

import { t } from "@/lib/language/t";
import { formatBytes } from "@/lib/words/figures";

type SendingBarProps = { received: number; bytes: number; waiting: boolean };

/** How much of an upload has arrived. */
export function SendingBar({ received, bytes, waiting }: SendingBarProps) {
  return (
    <div className="max-w-xl">
      <progress className="h-2 w-full accent-accent" aria-label={t`Arrived`} max={bytes} value={received} />
      <p role="status" className="mt-1 text-muted text-sm">
        {waiting
          ? t`The connection is lost. It goes on by itself where it stopped.`
          : t`${formatBytes(received)} of ${formatBytes(bytes)} have arrived.`}
      </p>
    </div>
  );
}
