"use client";

import { signOut } from "next-auth/react";
import { type ReactNode, useState } from "react";
import { account } from "@/lib/contract/account";
import { plural, t } from "@/lib/language/t";
import { call } from "../client/call";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { showBadge } from "./due-badge";

/** For so long it is asked where signing out goes on; else it ends here. */
const ONWARD_MS = 5_000;

const SIGN_IN_PATH = "/sign-in";

/** Why a person is not signed out yet: answers of theirs wait here to be sent, or Calot can't be reached. */
type Obstacle = { readonly kind: "unsent"; readonly answers: number } | { readonly kind: "unreached" };

/** Signs a person out of this browser, and has it forget what it keeps of them; `question` is what it asks on the way. */
export function useSignOut(userId: string): {
  readonly begin: () => Promise<void>;
  readonly question: ReactNode;
} {
  const [obstacle, setObstacle] = useState<Obstacle>({ kind: "unreached" });
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const meet = (met: Obstacle): void => {
    setObstacle(met);
    setOpen(true);
  };
  const go = async (): Promise<void> => {
    setBusy(true);
    const left = await leave(userId);
    setBusy(false);
    if (!left) meet({ kind: "unreached" });
  };
  return {
    begin: async () => {
      const answers = await unsentOf(userId);
      if (answers > 0) meet({ kind: "unsent", answers });
      else await go();
    },
    question: (
      <Dialog
        open={open}
        onOpenChange={setOpen}
        {...wordsFor(obstacle)}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t`Stay signed in`}</Button>
            {obstacle.kind === "unsent" ? (
              <Button
                variant="danger"
                busy={busy}
                onClick={() => void go()}
              >{t`Sign out and lose them`}</Button>
            ) : (
              <Button variant="primary" busy={busy} onClick={() => void go()}>{t`Try again`}</Button>
            )}
          </>
        }
      />
    ),
  };
}

function wordsFor(obstacle: Obstacle): { readonly title: string; readonly description: string } {
  if (obstacle.kind === "unsent") {
    return {
      title: t`${plural(obstacle.answers, "One answer is", "# answers are")} not sent yet`,
      description: t`They wait in this browser until Calot can be reached. Signing out removes them, and they are lost.`,
    };
  }
  return {
    title: t`You are still signed in`,
    description: t`Calot can’t be reached just now, so nothing was signed out or removed. Until it can, whoever holds this device works as you.`,
  };
}

/** Signs out, and has this browser forget what it keeps of the person: not before, for that may fail. */
async function leave(userId: string): Promise<boolean> {
  // Asked before: afterwards nobody is signed in any more.
  const onward = await call(account.leaveAddress, {}, { timeoutMs: ONWARD_MS });
  const answer = await signOut({ redirect: false, callbackUrl: SIGN_IN_PATH }).catch(() => null);
  // A refusal leads elsewhere, or nowhere.
  if (!answer?.url || new URL(answer.url, window.location.origin).pathname !== SIGN_IN_PATH) return false;
  showBadge(0);
  // Where a script can't be had, what is kept is found by its person alone.
  await Promise.allSettled([
    import("../recordings/remembered-recordings").then(({ forgetRecordings }) => forgetRecordings()),
    import("../quiz/forget-person").then(({ forgetPerson }) => forgetPerson(userId)),
  ]);
  window.location.assign(("value" in onward && onward.value.address) || answer.url);
  return true;
}

/** Answers of the person's that wait here to be sent; none where nobody can say. */
const unsentOf = (userId: string): Promise<number> =>
  import("../quiz/forget-person").then(({ countUnsent }) => countUnsent(userId)).catch(() => 0);
