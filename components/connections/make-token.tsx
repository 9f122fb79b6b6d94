"use client";

import { useState } from "react";
import { connections } from "@/lib/contract/connections";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { ShownOnce } from "./shown-once";

/** Makes the token by which a directory shows who it is, and shows it this once. */
export function MakeToken({ id, hasToken }: { id: string; hasToken: boolean }) {
  const { busy, problem, run } = useAction();
  const [token, setToken] = useState<string | null>(null);
  const make = () =>
    run(async () => {
      const answer = await call(connections.makeToken, { params: { id } });
      if ("value" in answer) setToken(answer.value.token);
      return answer;
    });
  return (
    <section aria-labelledby="token">
      <h2 id="token" className="mb-2 font-semibold text-lg">{t`Token`}</h2>
      <p className="mb-4 max-w-prose text-muted">
        {hasToken
          ? t`There is one. It is never shown again; another one takes its place at once.`
          : t`The directory shows it with everything it asks. There is none yet.`}
      </p>
      <Button busy={busy} onClick={() => void make()}>
        {hasToken ? t`Make another token` : t`Make a token`}
      </Button>
      <Problem text={problem} />
      <ShownOnce text={token} copyLabel={t`Copy the token`} />
    </section>
  );
}
