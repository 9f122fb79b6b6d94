"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { connections } from "@/lib/contract/connections";
import { type ConnectionKind, kindWords } from "@/lib/domain/connections/kinds";
import type { Connection, ConnectionTest } from "@/lib/domain/connections/views";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

/** What is lost with a connection. */
const removalWords = (kind: ConnectionKind, people: number): string => {
  if (kind === "scim") {
    return t`The directory is refused from now on, and what it said of people is forgotten. Accounts and cohorts stay as they are.`;
  }
  if (kind === "lti") {
    return t`Its settings and key are deleted, its links open nothing any more, and grades that wait are not sent. Accounts, assignments and answers stay.`;
  }
  if (kind === "audit") {
    return t`Its settings and secret are deleted, and with them up to where the trail was taken. The trail itself stays.`;
  }
  return people > 0
    ? t`Its settings and secret are deleted, and whoever is signed in by it is signed out. Accounts stay, and another connection to the same provider opens them again.`
    : t`Its settings and secret are deleted.`;
};

/** The provider is asked three things, each of which may take ten seconds. */
const TEST_MS = 40_000;

/** Tries a connection, turns it on and off, and takes it away. */
export function ConnectionActions({
  connection: { id, kind, enabled, name, people },
}: {
  connection: Connection;
}) {
  const router = useRouter();
  const { busy, problem, run } = useAction();
  const [steps, setSteps] = useState<ConnectionTest["steps"] | null>(null);
  const [asks, setAsks] = useState(false);
  const params = { id };

  const test = () =>
    run(async () => {
      setSteps(null);
      const answer = await call(connections.test, { params }, { timeoutMs: TEST_MS });
      if ("value" in answer) setSteps(answer.value.steps);
      return answer;
    });
  const remove = async () => {
    setAsks(false);
    if (await run(() => call(connections.remove, { params }))) router.push("/admin/connections");
  };

  return (
    <section aria-labelledby="use">
      <h2 id="use" className="mb-2 font-semibold text-lg">
        {enabled ? t`In use` : t`Off`}
      </h2>
      <p className="mb-4 max-w-prose text-muted">{enabled ? kindWords[kind].on : kindWords[kind].off}</p>
      <div className="flex flex-wrap gap-2">
        <Button busy={busy} onClick={() => void test()}>{t`Test this connection`}</Button>
        <Button
          busy={busy}
          variant={enabled ? "secondary" : "primary"}
          onClick={() => void run(() => call(connections.change, { params, body: { enabled: !enabled } }))}
        >
          {enabled ? t`Turn it off` : t`Turn it on`}
        </Button>
        <Button busy={busy} variant="danger" onClick={() => setAsks(true)}>{t`Remove`}</Button>
      </div>
      <Problem text={problem} />
      <div role="status">
        {steps && (
          <ul className="mt-4 divide-y divide-line border-line border-y">
            {steps.map(({ ok, said }) => (
              <li key={said} className="flex gap-3 py-2.5">
                {ok ? (
                  <CircleCheck aria-label={t`Right`} className="mt-0.5 size-5 shrink-0 text-muted" />
                ) : (
                  <CircleX aria-label={t`Wrong`} className="mt-0.5 size-5 shrink-0 text-danger" />
                )}
                <span className="min-w-0 break-words">{said}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <Dialog
        open={asks}
        onOpenChange={setAsks}
        title={t`Remove ${name}?`}
        description={removalWords(kind, people)}
        footer={
          <>
            <Button onClick={() => setAsks(false)}>{t`Keep it`}</Button>
            <Button variant="danger" onClick={() => void remove()}>{t`Remove`}</Button>
          </>
        }
      />
    </section>
  );
}
