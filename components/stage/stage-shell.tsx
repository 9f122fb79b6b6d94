"use client";

import { useEffect, useState } from "react";
import type { StageOpened } from "@/lib/domain/assignments/views";
import { FIRST_MODE, MODES, OFFLINE_MODE } from "@/lib/domain/attempts/mode";
import { t } from "@/lib/language/t";
import { KeepPages } from "../client/keep-pages";
import { type CaseSource, caseUrl, practiceSource, signInUrl, sourceOfQuery } from "../quiz/case-addresses";
import { Player } from "../quiz/player";
import { StageToCome } from "../quiz/stage-to-come";
import { NothingHere } from "../shell/nothing-here";
import { StatePage } from "../shell/state-page";
import { Button } from "../ui/button";

/** Free practice as the page's address asks for it. */
function sourceOf({ search }: Location): CaseSource {
  const { mode, ...query } = Object.fromEntries(new URLSearchParams(search));
  return sourceOfQuery(MODES.find((each) => each === mode) ?? FIRST_MODE, query);
}

type Opening =
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly source: CaseSource; readonly opened: StageOpened }
  | { readonly kind: "nothing" }
  | { readonly kind: "unreachable" };

/** Opens the case that the address names: the page itself is the same for everybody. */
export function StageShell() {
  return (
    <>
      <OpenedStage />
      <KeepPages />
    </>
  );
}

function OpenedStage() {
  const [opening, setOpening] = useState<Opening>({ kind: "opening" });
  useEffect(() => {
    let left = false;
    void open(window.location).then((next) => !left && next && setOpening(next));
    return () => {
      left = true;
    };
  }, []);
  if (opening.kind === "opening") return <StageToCome />;
  if (opening.kind === "nothing") return <NothingHere />;
  if (opening.kind === "unreachable") {
    return (
      <StatePage
        title={t`The case could not be opened`}
        actions={<Button variant="primary" onClick={() => window.location.reload()}>{t`Try again`}</Button>}
      >
        <p>{t`Calot can’t be reached just now. Try again in a moment.`}</p>
        <p>{t`What you have answered is safe: it is stored, or waits in this browser.`}</p>
      </StatePage>
    );
  }
  const { source, opened } = opening;
  const [initial, ...upcoming] = opened.cases;
  return (
    <Player
      initial={initial!}
      mode={initial!.open?.mode ?? opened.run?.mode ?? source.mode}
      upcoming={upcoming}
      sitting={opened.sitting}
      userId={opened.readerId}
      again={source.again}
      secondLook={source.secondLook}
      {...(opened.run && { assignment: opened.run })}
    />
  );
}

/** For so long the server is waited for, where the case is here as well. */
const SLOW_MS = 4000;

const slow = (): Promise<"slow"> => new Promise((resolve) => setTimeout(() => resolve("slow"), SLOW_MS));

/** Null where another page is on its way. */
async function open(location: Location): Promise<Opening | null> {
  const asked = globalThis.calotOpening;
  globalThis.calotOpening = undefined;
  if (!asked) return { kind: "nothing" };
  const response = await Promise.race([asked, slow()]);
  if (response === "slow") return (await openWithout(location)) ?? opened(location, await asked);
  return opened(location, response);
}

/** From what was taken along, where it can be; null where it can't. */
async function openWithout(location: Location): Promise<Opening | null> {
  const caseId = /^\/practice\/([0-9a-f-]{36})$/.exec(location.pathname)?.[1];
  const { openKept } = await import("../along/open-kept");
  const found = caseId ? await openKept(caseId) : null;
  const [first] = found?.cases ?? [];
  if (!found || !first) return null;
  const source = { ...practiceSource(OFFLINE_MODE), sitting: found.sitting };
  if (first.id !== caseId) window.history.replaceState(null, "", caseUrl(source, first.id));
  return { kind: "open", source, opened: found };
}

async function opened(location: Location, response: Response | null): Promise<Opening | null> {
  if (response?.status === 401) {
    location.replace(signInUrl(location.pathname + location.search));
    return null;
  }
  if (response?.status === 404) return { kind: "nothing" };
  const found = response?.ok ? await openedOf(response) : null;
  if (!found) return (await openWithout(location)) ?? { kind: "unreachable" };
  const source = { ...sourceOf(location), assignment: found.run, sitting: found.sitting };
  const [first] = found.cases;
  if (!first) {
    // Nothing more is answered here; the assignment's own page says why.
    location.replace(location.pathname.replace(/\/cases\/.*/, ""));
    return null;
  }
  // Where the one that was asked for is answered, the next is shown under its own address.
  if (!location.pathname.endsWith(first.id)) window.history.replaceState(null, "", caseUrl(source, first.id));
  if (found.run) document.title = `${t`Assignment`} · Calot`;
  return { kind: "open", source, opened: found };
}

/** Null for what another program, a guest network's sign-in page for one, has answered in Calot's place. */
async function openedOf(response: Response): Promise<StageOpened | null> {
  const body: unknown = await response.json().catch(() => null);
  const isOwn = typeof body === "object" && body !== null && "readerId" in body && "cases" in body;
  return isOwn ? (body as StageOpened) : null;
}
