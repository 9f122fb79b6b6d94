"use client";

import { useEffect, useState } from "react";
import { account } from "@/lib/contract/account";
import { t } from "@/lib/language/t";
import { call } from "../client/call";
import { StatePage } from "../shell/state-page";
import { ButtonLink } from "../ui/button-link";

/** Links the account, and leads on. */
export function FinishLink() {
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    void call(account.linkIdentity, {}).then((answer) => {
      if (left) return;
      if ("value" in answer) window.location.replace(answer.value.next);
      else setProblem(answer.problem);
    });
    return () => {
      left = true;
    };
  }, []);
  const title = problem === null ? t`Linking your account …` : t`Your account was not linked`;
  return (
    <StatePage title={title} actions={problem !== null && <ButtonLink href="/">{t`Go to Calot`}</ButtonLink>}>
      <p role="status">{problem ?? t`This takes a moment.`}</p>
    </StatePage>
  );
}
