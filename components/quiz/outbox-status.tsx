"use client";

import { CloudOff, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { locale } from "@/lib/language/language";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { SendAgain, UnkeptWarning } from "./delay-note";
import type { OutboxItem } from "./outbox/item";
import type { OutboxStatus as Status } from "./outbox/outbox";
import { StageDialog } from "./stage-dialog";

type OutboxStatusProps = {
  status: Status;
  kept: boolean;
  onRetry: () => void;
  onDismiss: (item: OutboxItem) => void;
};

/** A quiet line while answers wait to be sent, or could not be stored; nothing while all is well. */
export function OutboxStatus({ status, kept, onRetry, onDismiss }: OutboxStatusProps) {
  const [open, setOpen] = useState(false);
  const { waiting, refused, delay } = status;
  const answers = new Set(waiting.map(({ attemptId }) => attemptId)).size;
  const waits = delay !== null && answers > 0;
  return (
    <div role="status" className="flex items-center">
      {(waits || refused.length > 0) && (
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="flex min-h-9 items-center gap-1.5 rounded-md px-2 text-caution text-xs hover:bg-raised pointer-coarse:min-h-11"
        >
          {refused.length > 0 ? (
            <TriangleAlert aria-hidden className="size-4" />
          ) : (
            <CloudOff aria-hidden className="size-4" />
          )}
          {refused.length > 0
            ? t`${plural(refused.length, "# not stored", "# not stored")}`
            : t`${plural(answers, "# not sent yet", "# not sent yet")}`}
        </button>
      )}
      <StageDialog open={open} onOpenChange={setOpen} title={t`Answers in this browser`}>
        {waiting.length > 0 && (
          <section>
            <p className="text-pretty">
              {t`${plural(answers, "One answer is", "# answers are")} kept in this browser, not sent yet.`}{" "}
              {delay === "signed-out"
                ? t`Sign in again, and they are sent.`
                : t`They are sent when Calot can be reached.`}
            </p>
            {!kept && <UnkeptWarning />}
            <SendAgain signedOut={delay === "signed-out"} onRetry={onRetry} />
          </section>
        )}
        {refused.length > 0 && (
          <section className="mt-4 first:mt-0">
            <h3 className="font-semibold">{t`Could not be stored`}</h3>
            <ul className="mt-2 divide-y divide-line">
              {refused.map((item) => (
                <li key={item.id} className="flex items-start gap-3 py-2">
                  <p className="min-w-0 flex-1 text-pretty">
                    <span className="text-muted text-xs">
                      {item.kind === "lock" ? t`Phase` : t`Zone`}, {when(item.createdAt)}
                    </span>
                    <br />
                    {item.refused?.detail}
                  </p>
                  <Button size="sm" onClick={() => onDismiss(item)}>{t`Dismiss`}</Button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {waiting.length === 0 && refused.length === 0 && <p>{t`Everything is sent and stored.`}</p>}
      </StageDialog>
    </div>
  );
}

function when(createdAt: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(createdAt);
}
