"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Mode } from "@/lib/domain/attempts/mode";
import { modeOfDrill } from "@/lib/domain/attempts/mode-of-drill";
import type { Miss } from "@/lib/domain/practice/misses";
import { t } from "@/lib/language/t";
import { missName } from "@/lib/words/misses";
import { drillUrl } from "../quiz/case-addresses";
import { Button } from "../ui/button";
import { beginDrill } from "./api";

type PractiseTheseProps = {
  aim: Miss;
  /** How the reader has practised, where that is known. */
  practised?: Mode;
};

/** Begins a drill, or goes on with it. */
export function PractiseThese({ aim, practised }: PractiseTheseProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function begin(): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await beginDrill(aim);
    if ("value" in answer) return router.push(drillUrl(modeOfDrill(aim, practised), answer.value.sitting.id));
    setBusy(false);
    setProblem(answer.problem);
  }

  return (
    <>
      <Button
        size="sm"
        busy={busy}
        onClick={() => void begin()}
        aria-label={t`Practise these: ${missName(aim)}`}
      >{t`Practise these`}</Button>
      <div role="alert" className="w-full">
        {problem && <p className="mt-1 text-pretty text-danger text-sm">{problem}</p>}
      </div>
    </>
  );
}
