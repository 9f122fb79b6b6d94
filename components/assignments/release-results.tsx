"use client";

import { useState } from "react";
import { canAnswer } from "@/lib/domain/assignments/schedule";
import type { AssignmentDetail } from "@/lib/domain/assignments/views";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { releaseResults } from "./api";
import { useAction } from "./use-action";

type ReleaseResultsProps = { assignment: AssignmentDetail; open: boolean };

/** Releases the results now, once it has been asked for twice. */
export function ReleaseResults({ assignment, open }: ReleaseResultsProps) {
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  const { id, mode, rows } = assignment;
  const unfinished = rows.filter(({ standing }) => canAnswer(standing)).length;
  return (
    <>
      <Button variant="primary" disabled={!open} onClick={() => setAsking(true)}>{t`Release results`}</Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t`Release the results now?`}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t`Not yet`}</Button>
            <Button
              variant="primary"
              busy={busy}
              onClick={async () => {
                if (await run(() => releaseResults(id))) setAsking(false);
              }}
            >{t`Release`}</Button>
          </>
        }
      >
        <p>{t`Every resident sees the references, the rationales and their own scores, and is told so by mail.`}</p>
        {unfinished > 0 && (
          <p className="mt-2 text-caution">
            {t`${plural(unfinished, "One resident has not finished and still could.", "# residents have not finished and still could.")}`}{" "}
            {rulesOf(mode).isExam && t`The release ends the exam for them.`}
          </p>
        )}
        <p className="mt-2 text-muted">{t`It can’t be taken back.`}</p>
        <div role="alert">{problem && <p className="mt-3 text-danger text-sm">{problem}</p>}</div>
      </Dialog>
    </>
  );
}
