"use client";

import { CloudOff, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { locale } from "@/lib/language/language";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { SendAgain, UnkeptWarning } from "./delay-note";
import { isToOffer, type OutboxItem, type Problem } from "./outbox/item";
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
  const late = refused.filter(({ refused: problem }) => problem?.late).length;
  const toOffer = refused.filter(isToOffer).length;
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
            ? refusedWords(answersOf(refused).length, late)
            : t`${plural(answers, "# not sent yet", "# not sent yet")}`}
        </button>
      )}
      <StageDialog open={open} onOpenChange={setOpen} title={t`Answers in this browser`}>
        {waiting.length > 0 && (
          <section>
            <p className="text-pretty">
              {t`${plural(answers, "One answer is", "# answers are")} kept in this browser, not sent yet.`}{" "}
              {delay === "signed-out"
                ? t`Your sign-in has ended. Sign in again, and they are sent.`
                : t`They are sent when Calot can be reached.`}
            </p>
            {!kept && <UnkeptWarning />}
            <SendAgain signedOut={delay === "signed-out"} onRetry={onRetry} />
          </section>
        )}
        {refused.length > 0 && (
          <section className="mt-4 first:mt-0">
            <h3 className="font-semibold">{late > 0 ? t`Came too late` : t`Could not be stored`}</h3>
            <ul className="mt-2 divide-y divide-line">
              {answersOf(refused).map((item) => (
                <li key={item.id} className="flex items-start gap-3 py-2">
                  <div className="min-w-0 flex-1 text-pretty">
                    <p className="text-muted text-xs">
                      {[nameOfCase(item), partWords[item.kind], when(item.createdAt)]
                        .filter(Boolean)
                        .join(", ")}
                    </p>
                    <p>{item.refused?.late ? lateWords(item, item.refused) : item.refused?.detail}</p>
                  </div>
                  {!isToOffer(item) && (
                    <Button size="sm" onClick={() => onDismiss(item)}>{t`Dismiss`}</Button>
                  )}
                </li>
              ))}
            </ul>
            {toOffer > 0 && <SendAgain signedOut={delay === "signed-out"} onRetry={onRetry} />}
          </section>
        )}
        {waiting.length === 0 && refused.length === 0 && <p>{t`Everything is sent and stored.`}</p>}
      </StageDialog>
    </div>
  );
}

const partWords = { lock: t`Phase`, zone: t`Zone`, final: t`Second look` };

const refusedWords = (answers: number, late: number): string =>
  late > 0
    ? t`${plural(answers, "# came too late", "# came too late")}`
    : t`${plural(answers, "# not stored", "# not stored")}`;

/** Each answer once: a phase that was refused with its zone is part of it. */
function answersOf(refused: readonly OutboxItem[]): readonly OutboxItem[] {
  const zones = new Set(refused.flatMap(({ kind, attemptId }) => (kind === "zone" ? [attemptId] : [])));
  return refused.filter(({ kind, attemptId }) => kind !== "lock" || !zones.has(attemptId));
}

function nameOfCase({ caseNumber, assignmentName }: OutboxItem): string | null {
  if (assignmentName === undefined) return null;
  return caseNumber === undefined ? assignmentName : t`Case ${caseNumber} of ${assignmentName}`;
}

/** What became of an answer that came after the end. */
function lateWords({ kind, createdAt }: OutboxItem, { detail, late }: Problem): string {
  const offered = late?.offered;
  if (kind === "lock") return t`${detail} A phase without a zone is no answer.`;
  if (!offered)
    return t`Given at ${time(createdAt)}, and too late to be taken by itself. It is sent to your faculty, who can take it.`;
  const arrivedAt = Date.parse(offered.arrivedAt);
  if (offered.refusal === "lapsed") {
    const [given, arrived] = [when(createdAt), when(arrivedAt)];
    return offered.state === "barred"
      ? t`Given ${given}, arrived ${arrived}, more than a day after its phase was locked. Its answer could be known by then, so nobody can take it; your faculty see it.`
      : t`Given ${given}, arrived ${arrived}, more than a day after its phase was locked. Your faculty see that, and can take it. It stays on the assignment’s page.`;
  }
  const given = time(createdAt);
  const arrived = time(arrivedAt);
  if (offered.state === "barred")
    return t`Given at ${given}, arrived at ${arrived}, after the end. Its answer could be known by then, so nobody can take it; your faculty see it.`;
  return t`Given at ${given}, arrived at ${arrived}, after the end. Your faculty see that, and can take it. It stays on the assignment’s page.`;
}

function time(at: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "short" }).format(at);
}

function when(createdAt: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(createdAt);
}
