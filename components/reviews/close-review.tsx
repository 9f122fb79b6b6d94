"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { closeReview } from "./api";

type CloseReviewProps = {
  id: string;
  /** Judgements that are still missing, of so many. */
  open: number;
  of: number;
};

/** Closes a review for good, once it has been asked for twice. */
export function CloseReview({ id, open, of }: CloseReviewProps) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function close(): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await closeReview(id);
    if ("problem" in answer) {
      setBusy(false);
      setProblem(answer.problem);
    } else router.refresh();
  }

  return (
    <>
      <Button
        className="mt-5"
        variant={open === 0 ? "primary" : "secondary"}
        onClick={() => setAsking(true)}
      >{t`Close the review`}</Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t`Close this review?`}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t`Leave it open`}</Button>
            <Button variant="primary" busy={busy} onClick={() => void close()}>{t`Close for good`}</Button>
          </>
        }
      >
        <p>
          {open === 0
            ? t`Every case is judged by every reviewer.`
            : t`${formatCount(open)} of ${formatCount(of)} judgements are still missing. Results are made of what is there.`}
        </p>
        <p className="mt-2 text-muted">{t`Nothing can be judged or changed afterwards, and the review can’t be opened again. The key and the results are then shown to its reviewers, to its maker, and to directors and admins.`}</p>
        <div role="alert">{problem && <p className="mt-3 text-danger text-sm">{problem}</p>}</div>
      </Dialog>
    </>
  );
}
