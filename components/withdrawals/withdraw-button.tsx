"use client";

import { useState } from "react";
import type { Withdrawal } from "@/lib/domain/withdrawals/views";
import { t } from "@/lib/language/t";
import { fetchWithdrawal } from "./api";
import { WithdrawDialog } from "./withdraw-dialog";

/** Leads to taking a case back: what hangs on it is asked for first. */
export function WithdrawButton({ caseId, className }: { caseId: string; className?: string }) {
  const [told, setTold] = useState<Withdrawal | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function ask(): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await fetchWithdrawal(caseId);
    setBusy(false);
    if ("problem" in answer) setProblem(answer.problem);
    else setTold(answer.value);
  }
  return (
    <>
      <button
        type="button"
        aria-busy={busy}
        disabled={busy}
        onClick={() => void ask()}
        className={className}
      >{t`Retire or remove …`}</button>
      {problem && (
        <span role="alert" className="text-danger">
          {problem}
        </span>
      )}
      {told && <WithdrawDialog told={told} onClose={() => setTold(null)} />}
    </>
  );
}
