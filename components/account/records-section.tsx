"use client";

import { useState } from "react";
import { account } from "@/lib/contract/account";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Tick } from "../ui/tick";

/** Whether one's answers go to the institution's learning record store. */
export function RecordsSection({ on, institution }: { on: boolean; institution: string }) {
  const [wished, setWished] = useState(on);
  const { busy, problem, run } = useAction();
  async function turn(next: boolean): Promise<void> {
    if (busy) return;
    setWished(next);
    if (!(await run(() => call(account.setRecords, { body: { on: next } })))) setWished(!next);
  }
  return (
    <section aria-labelledby="records-heading">
      <h2 id="records-heading" className="mb-2 font-semibold text-lg">{t`Learning records`}</h2>
      <p className="mb-2 max-w-prose text-muted">{t`${institution} keeps learning records of what its people do in its teaching programs. Of you it is told what you answered, when, how right it was, and which assignments you finished; nothing before you may know it yourself. What was told before you turn it off stays there.`}</p>
      <Tick label={t`My answers may be told to it`} on={wished} onChange={(next) => void turn(next)} />
      <Problem text={problem} />
    </section>
  );
}
