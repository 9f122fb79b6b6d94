"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { cases } from "@/lib/contract/cases";
import { notices } from "@/lib/contract/notices";
import type { TakenAlong } from "@/lib/domain/along/along";
import { t } from "@/lib/language/t";
import { call } from "../client/call";
import { type Fetched, type FramesHere, fetchFrames, framesHere, keepFrames } from "../kept/frames";
import { type KeptAlong, keptAlong, type SentAnswer } from "../kept/kept-along";

/** What is here, as it stands. */
export type AlongState = {
  readonly taken: TakenAlong;
  readonly here: FramesHere;
  readonly sent: readonly SentAnswer[];
};

/**
 * - looking: what is here is being found out.
 * - idle: nothing is under way.
 * - fetching: cases or their pictures are.
 */
type Work = "looking" | "idle" | "fetching";

export type AlongControls = {
  readonly work: Work;
  /** Null where nothing is here. */
  readonly state: AlongState | null;
  /** Why what was asked for is not done, in a sentence; null while nothing went wrong. */
  readonly problem: string | null;
  /** Takes cases along, or fetches what is missing of them. */
  readonly take: () => Promise<void>;
  readonly stop: () => void;
  readonly remove: () => Promise<void>;
  readonly see: (attemptId: string) => Promise<void>;
  /** Looks again at what is here. */
  readonly look: () => Promise<void>;
};

/** What is here for times without reception, and what changes it. */
export function useAlong(): AlongControls {
  const [work, setWork] = useState<Work>("looking");
  const [state, setState] = useState<AlongState | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stopping = useRef<AbortController | null>(null);
  const kept = useRef<KeptAlong | null>(null);
  const open = useCallback((): KeptAlong => {
    kept.current ??= keptAlong();
    return kept.current;
  }, []);

  const look = useCallback(async (): Promise<void> => {
    const along = open();
    const taken = await along.find();
    const found = taken && {
      taken,
      here: await framesHere(taken),
      sent: await along.sent(taken.readerId),
    };
    setState(found);
  }, [open]);

  useEffect(() => {
    const begin = async (): Promise<void> => {
      const along = open();
      await along.forgetOld();
      const taken = await along.find();
      if (taken && (await isSomebodyElse(taken.readerId))) await along.forget({ only: taken.readerId });
      await look();
    };
    void begin()
      .catch(() => setProblem(t`This browser keeps nothing for us, as in a private window.`))
      .finally(() => setWork("idle"));
    return () => {
      stopping.current?.abort();
      kept.current?.close();
      kept.current = null;
    };
  }, [open, look]);

  const fetchAll = async (signal: AbortSignal): Promise<string | null> => {
    const answer = await call(cases.along, {}, { signal });
    if (!("value" in answer)) return answer.why === "stopped" ? null : answer.problem;
    const along = open();
    await along.forget({ but: answer.value.readerId });
    await along.save(answer.value);
    await keepFrames(answer.value.readerId, answer.value.cases);
    // Where the device asks its person, nothing waits for the answer.
    void navigator.storage?.persist?.().catch(() => {});
    await look();
    const onFetched = (here: FramesHere): void => setState((before) => before && { ...before, here });
    return problemOf(await fetchFrames(answer.value, { signal, onFetched }));
  };
  const take = async (): Promise<void> => {
    if (work !== "idle") return;
    const stop = new AbortController();
    stopping.current = stop;
    setWork("fetching");
    setProblem(null);
    try {
      setProblem(await fetchAll(stop.signal));
      await look();
    } catch {
      setProblem(problemOf("full"));
    } finally {
      setWork("idle");
    }
  };
  return {
    work,
    state,
    problem,
    take,
    stop: () => stopping.current?.abort(),
    remove: async () => {
      const { taken } = state ?? {};
      if (taken) await open().forget({ only: taken.readerId });
      await look();
    },
    see: (attemptId) => open().noteSeen(attemptId),
    look,
  };
}

function problemOf(fetched: Fetched): string | null {
  if (fetched === "unreachable")
    return t`Calot can’t be reached just now. What is here stays here; fetch the rest when it can.`;
  if (fetched === "signed-out") return t`Your sign-in has ended. Sign in again, then fetch the rest.`;
  if (fetched === "full")
    return t`This device has no room left for more. What is here stays here; make room, then fetch the rest.`;
  return null;
}

/** Whether another person is signed in by now; who is signed out, or can't be asked, is nobody else. */
async function isSomebodyElse(readerId: string): Promise<boolean> {
  const own = await call(notices.unread, {}, { reader: readerId });
  if ("value" in own || own.why !== "signed-out") return false;
  return "value" in (await call(notices.unread, {}));
}
