"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";

/** That something was done, or why it was not. */
export type Done = { readonly value: unknown } | { readonly problem: string };

type Action = {
  readonly busy: boolean;
  /** Why the last one was refused; null where it was not. */
  readonly problem: string | null;
  /** Does something once, and shows the page as it is afterwards. Resolves to whether it was done. */
  readonly run: (work: () => Promise<Done>) => Promise<boolean>;
  readonly clear: () => void;
};

/** Something that a press changes on the server, with what came of it. */
export function useAction(): Action {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  return {
    busy,
    problem,
    clear: () => setProblem(null),
    run: async (work) => {
      if (busy) return false;
      setBusy(true);
      setProblem(null);
      const answer = await work();
      setBusy(false);
      if ("problem" in answer) setProblem(answer.problem);
      else router.refresh();
      return "value" in answer;
    },
  };
}
