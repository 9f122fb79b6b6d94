"use client";

import { useState } from "react";
import type { PersonPage } from "@/lib/domain/people/views";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { saveFile } from "../ui/save-file";
import { takeData } from "./api";
import { Problem } from "./problem";

const LEAST = 10;

/** Takes everything that is kept about a person, with a reason, for who asked for it in writing. */
export function TakeData({ id, name, active }: Pick<PersonPage, "id" | "name" | "active">) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const { busy, problem, run, clear } = useAction();

  function close() {
    setAsking(false);
    setReason("");
    clear();
  }

  const take = () =>
    run(async () => {
      const answer = await takeData(id, reason);
      if ("value" in answer) saveFile(answer.value, "calot-data.zip");
      return answer;
    });

  return (
    <>
      <Button onClick={() => setAsking(true)}>{t`Take their data`}</Button>
      <Dialog
        open={asking}
        onOpenChange={(open) => !open && close()}
        title={t`Take the data of ${name}`}
        description={t`Everything that Calot keeps about ${name}, as one file: what they could take themselves.`}
        footer={
          <>
            <Button onClick={close}>{t`Cancel`}</Button>
            <Button
              variant="primary"
              busy={busy}
              disabled={reason.trim().length < LEAST}
              onClick={async () => {
                if (await take()) close();
              }}
            >{t`Take it`}</Button>
          </>
        }
      >
        <p className="mb-3 text-sm">
          {active
            ? t`For somebody who asks for it in writing. Your name and your reason are written down, and ${name} is told both.`
            : t`For somebody who asks for it in writing. Your name and your reason are written down. The account is closed, so ${name} is told nothing by Calot.`}
        </p>
        <Field
          label={t`Why? It is written down.`}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Problem text={problem} />
      </Dialog>
    </>
  );
}
