"use client";

import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { ALONG_CASES } from "@/lib/domain/along/along";
import { OFFLINE_MODE } from "@/lib/domain/attempts/mode";
import { locale } from "@/lib/language/language";
import { plural, t } from "@/lib/language/t";
import { formatBytes } from "@/lib/words/figures";
import { KeepPages } from "../client/keep-pages";
import type { SentAnswer } from "../kept/kept-along";
import { dismiss } from "../quiz/dismiss";
import { OutboxStatus } from "../quiz/outbox-status";
import { useDesk } from "../quiz/use-desk";
import { Button, buttonClasses } from "../ui/button";
import { Mark } from "../ui/mark";
import { InstallHint } from "./install-hint";
import { type AlongControls, type AlongState, useAlong } from "./use-along";

/** The page's own address: under any other it stands in for a page that can't be had. */
const OWN_PATH = "/along";

const never = (): (() => void) => () => {};

/** What is here without reception; it stands in for any other page then. */
export function AlongShell() {
  const instead = useSyncExternalStore(
    never,
    () => window.location.pathname !== OWN_PATH,
    () => false,
  );
  const along = useAlong();
  useEffect(() => {
    if (!instead) return;
    const goOn = (): void => window.location.reload();
    window.addEventListener("online", goOn);
    return () => window.removeEventListener("online", goOn);
  }, [instead]);
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col px-4 py-5 sm:px-10">
      <header>
        {/* Plain links throughout: each page is loaded afresh, or stood in for. */}
        <a href="/" className="-mx-1.5 inline-flex min-h-10 items-center gap-2 rounded-md px-1.5">
          <Mark className="size-6" />
          <span className="font-semibold text-lg tracking-[-0.01em]">Calot</span>
        </a>
      </header>
      <main className="w-full flex-1 space-y-10 pt-10 pb-16">
        {instead && <Instead />}
        {along.state ? (
          <Here along={along} state={along.state} inPlace={instead} />
        ) : (
          <Nothing along={along} inPlace={instead} />
        )}
        <InstallHint />
      </main>
      <KeepPages />
    </div>
  );
}

function Instead() {
  return (
    <section>
      <h1 className="font-semibold text-2xl tracking-[-0.015em]">{t`Calot can’t be reached just now`}</h1>
      <div className="mt-3 space-y-3 text-muted">
        <p>{t`There is no reception here, or Calot is being updated. The page comes by itself once the connection is back.`}</p>
        <p>{t`What you have answered is safe: it is stored, or waits in this browser and is sent later.`}</p>
      </div>
      <Button className="mt-5" onClick={() => window.location.reload()}>{t`Try again`}</Button>
    </section>
  );
}

type PartProps = { along: AlongControls; inPlace: boolean };

const Heading = ({ inPlace, children }: { inPlace: boolean; children: string }) =>
  inPlace ? (
    <h2 className="font-semibold text-lg">{children}</h2>
  ) : (
    <h1 className="font-semibold text-2xl tracking-[-0.015em]">{children}</h1>
  );

/** What can be taken along, before anything is. */
function Nothing({ along, inPlace }: PartProps) {
  const { work, problem, take } = along;
  if (inPlace) {
    return work === "looking" ? null : (
      <p className="text-muted text-sm">{t`No cases were taken along on this device.`}</p>
    );
  }
  return (
    <section>
      <Heading inPlace={inPlace}>{t`Practise without reception`}</Heading>
      <div className="mt-3 space-y-3 text-pretty text-muted">
        <p>{t`Take ${ALONG_CASES} cases along, and answer them where there is no network: on the train, between two operations. Only their frames come to this device, and no answer.`}</p>
        <p>{t`They are answered as in exam mode: you name the phase, read its definition and draw the zone. Your answers wait here, are sent when you are back, and their results can be read then.`}</p>
      </div>
      <Problem>{problem}</Problem>
      <Button
        variant="primary"
        size="lg"
        className="mt-5"
        busy={work === "fetching"}
        disabled={work === "looking"}
        onClick={() => void take()}
      >
        {t`Take ${ALONG_CASES} along`}
      </Button>
    </section>
  );
}

function Problem({ children }: { children: string | null }) {
  return (
    <div role="status">
      {children && (
        <p className="mt-4 text-pretty rounded-md border border-line-strong bg-raised p-3 text-sm">
          {children}
        </p>
      )}
    </div>
  );
}

const dayOf = (at: string): string =>
  new Intl.DateTimeFormat(locale(), { day: "numeric", month: "long" }).format(new Date(at));

/** What is here, what was answered of it, and what became of that. */
function Here({ along, state, inPlace }: PartProps & { state: AlongState }) {
  const { work, problem, take, stop, remove, see, look } = along;
  const { taken, here, sent } = state;
  const { desk, status, kept } = useDesk(taken.readerId);
  const waiting = status.waiting.length;
  const lookAgain = useEffectEvent(() => void look());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was sent is in the list of what was sent
  useEffect(() => lookAgain(), [waiting]);
  const answered = new Set([...sent, ...status.waiting, ...status.refused].map(({ caseId }) => caseId));
  const open = taken.cases.filter(({ id }) => !answered.has(id));
  const first = open.find(({ id }) => here.cases.has(id));
  const missing = open.filter(({ id }) => !here.cases.has(id)).length;
  const fetching = work === "fetching";
  return (
    <>
      <section>
        <Heading inPlace={inPlace}>
          {open.length > 0
            ? t`${plural(open.length, "# case", "# cases")} to answer without reception`
            : t`Every case taken along is answered`}
        </Heading>
        <p className="mt-2 text-pretty text-muted">
          {open.length > 0
            ? t`${open.length - missing} of ${open.length} are here, ${formatBytes(here.bytes)}; ${answered.size} answered. They can be answered until ${dayOf(taken.until)}.`
            : t`${answered.size} answered; their frames take ${formatBytes(here.bytes)}.`}{" "}
          <Room />
        </p>
        {fetching && (
          <div className="mt-4 flex items-center gap-4">
            <progress
              className="h-1.5 min-w-0 flex-1 appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
              aria-label={t`Pictures fetched`}
              value={open.length - missing}
              max={open.length}
            />
            <Button size="sm" onClick={stop}>{t`Stop`}</Button>
          </div>
        )}
        <Problem>{problem}</Problem>
        <div className="mt-5 flex flex-wrap gap-2">
          {first && (
            <a
              href={`/practice/${first.id}?mode=${OFFLINE_MODE}`}
              className={buttonClasses({ variant: "primary", size: "lg" })}
            >
              {answered.size > 0 ? t`Go on` : t`Practise them`}
            </a>
          )}
          {missing > 0 && !fetching && (
            <Button size="lg" onClick={() => void take()}>
              {t`Fetch ${plural(missing, "the missing one", "the # missing ones")}`}
            </Button>
          )}
          {open.length === 0 && waiting === 0 && (
            <Button variant="primary" size="lg" busy={fetching} onClick={() => void take()}>
              {t`Take ${ALONG_CASES} more along`}
            </Button>
          )}
        </div>
      </section>
      {(waiting > 0 || status.refused.length > 0) && (
        <section>
          <h2 className="font-semibold text-lg">{t`Answers that wait`}</h2>
          <p className="mt-1 text-pretty text-muted text-sm">{t`They are sent when Calot is next open with reception.`}</p>
          <div className="mt-2 -ml-2">
            <OutboxStatus
              status={{ ...status, delay: status.delay ?? "unreachable" }}
              kept={kept}
              onRetry={() => void desk?.outbox.flush()}
              onDismiss={(item) => desk && void dismiss(desk, item)}
            />
          </div>
        </section>
      )}
      {sent.length > 0 && <SentList sent={sent} onSee={see} />}
      <section className="border-line border-t pt-5">
        <Button
          size="sm"
          disabled={fetching}
          onClick={() => void remove()}
        >{t`Remove them from this device`}</Button>
        <p className="mt-2 text-pretty text-muted text-sm">
          {t`Answers that wait stay until they are sent. Signing out removes everything.`}
        </p>
      </section>
    </>
  );
}

/** How much of the device's room pages may still take, where the browser says. */
function Room() {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
      if (quota !== undefined && usage !== undefined) setLeft(quota - usage);
    };
    void ask().catch(() => {});
  }, []);
  return left === null ? null : t`The device has room for ${formatBytes(Math.max(0, left))} more.`;
}

/** What was sent, and the way to what came of it. */
function SentList({ sent, onSee }: { sent: readonly SentAnswer[]; onSee: (id: string) => Promise<void> }) {
  return (
    <section aria-labelledby="sent">
      <h2 id="sent" className="font-semibold text-lg">
        {t`${plural(sent.length, "# answer", "# answers")} sent`}
      </h2>
      <p className="mt-1 text-pretty text-muted text-sm">{t`See what came of them. This needs reception.`}</p>
      <ul className="mt-3 divide-y divide-line border-line border-y">
        {sent.map(({ attemptId, number, seen }) => (
          <li key={attemptId}>
            <a
              href={`/attempts/${attemptId}`}
              onClick={() => void onSee(attemptId)}
              className="flex min-h-11 items-center justify-between gap-4 py-1.5 hover:text-accent"
            >
              <span className={seen ? undefined : "font-medium"}>{t`Case ${number}`}</span>
              <span className="text-accent text-sm">{seen ? t`See it again` : t`See the result`}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
