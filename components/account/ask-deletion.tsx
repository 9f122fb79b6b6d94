"use client";

import { useState } from "react";
import type { OwnAccount } from "@/lib/domain/leaving/views";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { useAction } from "../assignments/use-action";
import { askDeletion } from "../people/api";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

/** Asks for the account to be deleted, or withdraws that request. */
export function AskDeletion({ account }: { account: OwnAccount }) {
  const { deletionAskedAt, timeZone, institution } = account;
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  return (
    <section aria-labelledby="ask-deletion" className="border-line border-t pt-6">
      <h2 id="ask-deletion" className="mb-2 font-semibold text-lg">{t`Leaving`}</h2>
      {deletionAskedAt ? (
        <>
          <p className="mb-4 max-w-prose">{t`You asked on ${formatDay(deletionAskedAt, timeZone)} to be deleted. The program directors and administrators of ${institution} were told; until they do it, nothing changes.`}</p>
          <Button busy={busy} onClick={() => void run(() => askDeletion(false))}>{t`Stay after all`}</Button>
        </>
      ) : (
        <>
          <p className="mb-4 max-w-prose text-muted">{t`You can ask for your account and what is personal in it to be deleted. Download your data before.`}</p>
          <Button variant="danger" onClick={() => setAsking(true)}>{t`Ask to be deleted`}</Button>
        </>
      )}
      {!asking && <Problem text={problem} />}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t`Ask to be deleted`}
        description={t`A program director or an administrator carries it out. Until then you can take it back.`}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t`Stay`}</Button>
            <Button
              variant="danger"
              busy={busy}
              onClick={async () => {
                if (await run(() => askDeletion(true))) setAsking(false);
              }}
            >{t`Ask to be deleted`}</Button>
          </>
        }
      >
        <p className="mb-2 text-sm">{t`Your name, your address, your comments and questions, and notes about you are removed.`}</p>
        <p className="text-sm">{t`Your answers stay without your name, as those of a former reader: your cohort’s and the cases’ figures are made of them.`}</p>
      </Dialog>
    </section>
  );
}
