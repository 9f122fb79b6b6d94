"use client";

import { type FormEvent, useState } from "react";
import { connections } from "@/lib/contract/connections";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { NameField } from "./name-field";
import { ShownOnce } from "./shown-once";

/** Makes a link by which a platform registers Calot and itself. */
export function InvitePlatform() {
  const { busy, problem, run } = useAction();
  const [address, setAddress] = useState<string | null>(null);

  async function make(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = `${new FormData(event.currentTarget).get("name") ?? ""}`;
    await run(async () => {
      const answer = await call(connections.invitePlatform, { body: { name } });
      if ("value" in answer) setAddress(answer.value.address);
      return answer;
    });
  }

  return (
    <section aria-labelledby="by-link" className="mb-10">
      <h2 id="by-link" className="mb-2 font-semibold text-lg">{t`By a link`}</h2>
      <p className="mb-4 max-w-prose text-muted">{t`Moodle, Canvas and others register Calot by themselves: paste the link there where a tool’s registration URL is asked for. It can be used once, within an hour; the connection is off until you turn it on.`}</p>
      <form method="post" onSubmit={(event) => void make(event)} className="space-y-4">
        <NameField name={undefined} placeholder={t`Moodle of the medical school`} />
        <Button type="submit" busy={busy}>{t`Make a link`}</Button>
      </form>
      <Problem text={problem} />
      <ShownOnce text={address} copyLabel={t`Copy the link`} />
    </section>
  );
}
