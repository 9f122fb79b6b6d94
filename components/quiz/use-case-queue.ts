"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { part } from "../client/part";
import { type CaseSource, caseUrl } from "./case-addresses";
import type { QueuedCase } from "./case-queue";
import { addCases, type CaseQueue, idsToExclude, newQueue, takeCase } from "./case-queue";

const apiPart = part(() => import("./api"));

/** How far ahead cases are fetched. */
const AHEAD = 3;

/**
 * - ready: the next case can be asked for.
 * - fetching: it was asked for and is on its way.
 * - unreachable: it could not be fetched; asking again tries again.
 * - over: there is none.
 */
export type NextState = "ready" | "fetching" | "unreachable" | "over";

type QueueControls = {
  readonly stageCase: QueuedCase;
  /** Counts the cases shown; the page's own first. */
  readonly turn: number;
  readonly nextState: NextState;
  readonly next: () => void;
  readonly upcoming: () => readonly QueuedCase[];
};

/** The case on stage and those behind it. The next one comes at once, and the address says which it is. */
export function useCaseQueue(
  initial: QueuedCase,
  upcoming: readonly QueuedCase[],
  source: CaseSource,
  /** Cases whose answers the server does not know yet. */
  unsent: () => readonly string[],
  /** More cases have come. */
  onMore: () => void,
): QueueControls {
  const [{ stageCase, turn }, setStage] = useState({ stageCase: initial, turn: 0 });
  const [nextState, setNextState] = useState<NextState>("ready");
  const queue = useRef<CaseQueue>(newQueue(initial, upcoming));
  const refilling = useRef<Promise<boolean> | null>(null);

  /** Whether the server could be reached. */
  const refill = (): Promise<boolean> => {
    refilling.current ??= apiPart
      .load()
      .then(({ fetchNextCases }) => fetchNextCases(source, idsToExclude(queue.current, unsent()), AHEAD))
      .then((cases) => {
        if (cases) queue.current = addCases(queue.current, cases, unsent());
        if (cases?.length) onMore();
        return cases !== null;
      })
      .finally(() => {
        refilling.current = null;
      });
    return refilling.current;
  };
  const show = (): boolean => {
    const taken = takeCase(queue.current);
    if (!taken) return false;
    queue.current = taken.queue;
    window.history.pushState(null, "", caseUrl(source, taken.stageCase.id));
    setStage((before) => ({ stageCase: taken.stageCase, turn: before.turn + 1 }));
    setNextState("ready");
    if (taken.queue.upcoming.length < AHEAD) void refill();
    return true;
  };
  const next = async (): Promise<void> => {
    if (nextState === "fetching" || show()) return;
    setNextState("fetching");
    const reached = await refill();
    if (!show()) setNextState(reached ? "over" : "unreachable");
  };

  const fillUp = useEffectEvent(() => {
    if (queue.current.upcoming.length < AHEAD) void refill();
  });
  useEffect(() => fillUp(), []);
  useReloadOnBack(caseUrl(source, stageCase.id));
  return { stageCase, turn, nextState, next: () => void next(), upcoming: () => queue.current.upcoming };
}

/**
 * Going back to a case loads it properly: it may be answered by now. The router would show this page's first
 * case under every address that was put in place here.
 */
function useReloadOnBack(url: string): void {
  const check = useEffectEvent(() => {
    const expected = new URL(url, window.location.origin).pathname;
    const folder = expected.slice(0, expected.lastIndexOf("/") + 1);
    const { pathname } = window.location;
    if (pathname !== expected && /^[0-9a-f-]{36}$/.test(pathname.replace(folder, "")))
      window.location.reload();
  });
  useEffect(() => {
    check();
    const listener = (): void => check();
    window.addEventListener("popstate", listener);
    return () => window.removeEventListener("popstate", listener);
  }, []);
}
