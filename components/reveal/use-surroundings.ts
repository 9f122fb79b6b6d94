"use client";

import { useEffect, useState } from "react";
import { attempts } from "@/lib/contract/attempts";
import type { Surroundings } from "@/lib/domain/attempts/surroundings";
import { call } from "../client/call";

export type SurroundingsState = {
  /** Null until they are here. */
  readonly value: Surroundings | null;
  /** Why they aren't, where asking again may help. */
  readonly problem: string | null;
  readonly again: () => void;
};

/** What is told around an answer: asked for once the reveal is shown, which waits for none of it. */
export function useSurroundings(attemptId: string): SurroundingsState {
  const [value, setValue] = useState<Surroundings | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [tries, setTries] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks anew
  useEffect(() => {
    const stop = new AbortController();
    void call(attempts.surroundings, { params: { id: attemptId } }, { signal: stop.signal }).then(
      (answer) => {
        if (stop.signal.aborted) return;
        if ("value" in answer) setValue(answer.value);
        else if (answer.why === "unreachable") setProblem(answer.problem);
      },
    );
    return () => stop.abort();
  }, [attemptId, tries]);
  function again(): void {
    setProblem(null);
    setTries((before) => before + 1);
  }
  return { value, problem, again };
}
