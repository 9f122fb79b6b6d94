"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { readers } from "@/lib/contract/readers";
import type { RunDetail } from "@/lib/domain/readers/views";
import { t } from "@/lib/language/t";
import { call } from "../client/call";
import { Button } from "../ui/button";

/** Whether residents see the run beside their answers; a switch for those who decide it. */
export function ShownSwitch({ run }: { run: Pick<RunDetail, "id" | "shown" | "mayShow"> }) {
  const router = useRouter();
  const [failed, setFailed] = useState(false);
  const [busy, start] = useTransition();
  const now = run.shown ? t`Residents see it on the reveal` : t`Hidden from residents`;
  if (!run.mayShow) return <p className="text-muted text-sm">{now}</p>;

  function change() {
    start(async () => {
      const answer = await call(readers.setShown, { params: { id: run.id }, body: { shown: !run.shown } });
      setFailed("problem" in answer);
      if ("value" in answer) router.refresh();
    });
  }
  return (
    <div className="flex flex-col items-end gap-1">
      <div className="flex flex-wrap items-center justify-end gap-3">
        <p className="text-muted text-sm" role="status">
          {now}
        </p>
        <Button size="sm" busy={busy} onClick={change}>
          {run.shown ? t`Hide from residents` : t`Show to residents`}
        </Button>
      </div>
      {failed && (
        <p role="alert" className="text-danger text-sm">{t`That was not stored. Try again in a moment.`}</p>
      )}
    </div>
  );
}
