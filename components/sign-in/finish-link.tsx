"use client";

import { useState } from "react";
import { account } from "@/lib/contract/account";
import { t } from "@/lib/language/t";
import { call } from "../client/call";
import { StatePage } from "../shell/state-page";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";

type FinishLinkProps = {
  provider: string;
  /** As the provider calls them. */
  label: string;
  /** The account's address. */
  email: string;
};

/** Links the account, once its person says so: another site may have led the browser here. */
export function FinishLink({ provider, label, email }: FinishLinkProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function link() {
    setBusy(true);
    setProblem(null);
    const answer = await call(account.linkIdentity, {});
    if ("value" in answer) return window.location.replace(answer.value.next);
    setBusy(false);
    setProblem(answer.problem);
  }

  return (
    <StatePage
      title={t`Link your account?`}
      actions={
        <>
          <Button variant="primary" busy={busy} onClick={() => void link()}>{t`Link it`}</Button>
          <ButtonLink href="/">{t`Not now`}</ButtonLink>
        </>
      }
    >
      <p className="break-words">{t`From now on ${provider} opens the account ${email}, for ${label} there.`}</p>
      <div role="alert">{problem && <p className="text-danger">{problem}</p>}</div>
    </StatePage>
  );
}
