"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../ui/button";
import { beginAssignment } from "./api";

/** Begins an assignment, or goes on with it: from the first press a time limit counts. */
export function BeginButton({ id, words }: { id: string; words: string }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function begin(): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await beginAssignment(id);
    if ("value" in answer) return router.push(`/assignments/${id}/run`);
    setBusy(false);
    setProblem(answer.problem);
  }

  return (
    <div>
      <Button variant="primary" size="lg" busy={busy} onClick={() => void begin()}>
        {words}
      </Button>
      <div role="alert">{problem && <p className="mt-2 max-w-prose text-danger text-sm">{problem}</p>}</div>
    </div>
  );
}
