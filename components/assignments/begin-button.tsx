"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { UnfinishedAttempt } from "@/lib/domain/attempts/views";
import { t } from "@/lib/language/t";
import { caseUrl, practiceSource } from "../quiz/case-addresses";
import { unfinishedWords } from "../quiz/unfinished-words";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Dialog } from "../ui/dialog";
import { beginAssignment } from "./api";

type BeginButtonProps = {
  id: string;
  /** Whether it was begun before. */
  hasBegun: boolean;
  /** A case of free practice that waits for its zone: asked about before an assignment is begun. */
  unfinished: UnfinishedAttempt | null;
  timeZone: string;
};

/** Begins an assignment, or goes on with it: from the first press a time limit counts. */
export function BeginButton({ id, hasBegun, unfinished, timeZone }: BeginButtonProps) {
  const router = useRouter();
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function begin(): Promise<void> {
    setAsks(false);
    setBusy(true);
    setProblem(null);
    const answer = await beginAssignment(id);
    if ("value" in answer) return router.push(`/assignments/${id}/run`);
    setBusy(false);
    setProblem(answer.problem);
  }

  return (
    <div>
      <Button
        variant="primary"
        size="lg"
        busy={busy}
        onClick={() => (unfinished && !hasBegun ? setAsks(true) : void begin())}
      >
        {hasBegun ? t`Go on` : t`Begin`}
      </Button>
      <div role="alert">{problem && <p className="mt-2 max-w-prose text-danger text-sm">{problem}</p>}</div>
      {unfinished && (
        <Dialog
          open={asks}
          onOpenChange={setAsks}
          title={
            unfinished.secondLook
              ? t`A case of your practice waits for its second look`
              : t`A case of your practice waits for its Go Zone`
          }
          footer={
            <>
              <ButtonLink href={caseUrl(practiceSource(unfinished.mode), unfinished.caseId)}>
                {unfinished.secondLook ? t`Look again` : t`Draw its zone`}
              </ButtonLink>
              <Button variant="primary" onClick={() => void begin()}>
                {t`Begin the assignment`}
              </Button>
            </>
          }
        >
          <p className="text-pretty">{unfinishedWords(unfinished, timeZone)}</p>
          <p className="mt-2 text-pretty text-muted">{t`Begin, and it stays open until then: your home leads back to it.`}</p>
        </Dialog>
      )}
    </div>
  );
}
