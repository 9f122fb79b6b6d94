"use client";

import { useState } from "react";
import { mayBeReminded } from "@/lib/domain/assignments/reminder";
import type { ReaderRow } from "@/lib/domain/assignments/views";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { remindNotBegun } from "./api";
import { useAction } from "./use-action";

type RemindNotBegunProps = { id: string; rows: readonly ReaderRow[]; now: string };

/** One press that reminds all who have not begun, and what came of it. */
export function RemindNotBegun({ id, rows, now }: RemindNotBegunProps) {
  const { busy, problem, run } = useAction();
  const [reminded, setReminded] = useState<number | null>(null);
  const idle = rows.filter(({ notBegun }) => notBegun);
  const left = idle.filter(({ remindedAt }) =>
    mayBeReminded(remindedAt === null ? null : new Date(remindedAt), new Date(now)),
  ).length;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <p role="status" className="text-muted">
        {reminded !== null
          ? reminded > 0
            ? t`${plural(reminded, "# resident was reminded.", "# residents were reminded.")}`
            : t`All of them were reminded within the last day.`
          : idle.length > 0 && left === 0
            ? t`Whoever has not begun was reminded within the last day.`
            : null}
      </p>
      {problem && (
        <p role="alert" className="text-danger">
          {problem}
        </p>
      )}
      {left > 0 && (
        <Button
          size="sm"
          busy={busy}
          onClick={() =>
            void run(async () => {
              const answer = await remindNotBegun(id);
              if ("value" in answer) setReminded(answer.value.reminded);
              return answer;
            })
          }
        >{t`Remind ${plural(left, "# who has not begun", "# who have not begun")}`}</Button>
      )}
    </div>
  );
}
