"use client";

import { useState } from "react";
import type { ReaderTerms } from "@/lib/domain/assignments/input";
import type { ReaderRow } from "@/lib/domain/assignments/views";
import { localTimeOf } from "@/lib/domain/time/zoned-time";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Tick } from "../ui/tick";
import { changeReader, removeReader } from "./api";
import { useAction } from "./use-action";

type ReaderDialogProps = {
  id: string;
  row: ReaderRow;
  timeZone: string;
  extendable: boolean;
  onClose: () => void;
};

/** Extends an assignment for one reader, excuses the reader, or removes a reader who has not begun. */
export function ReaderDialog({ id, row, timeZone, extendable, onClose }: ReaderDialogProps) {
  const { userId, name, extendedUntil, excusedAt, begunAt, answered } = row;
  const [until, setUntil] = useState(extendedUntil ? localTimeOf(new Date(extendedUntil), timeZone) : "");
  const [timeAnew, setTimeAnew] = useState(false);
  const [excuse, setExcuse] = useState(row.excuse ?? "");
  const { busy, problem, run } = useAction();
  const change = async (terms: ReaderTerms): Promise<void> => {
    if (await run(() => changeReader(id, userId, terms))) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={name}
      description={extendable && t`Times are on the clocks of ${timeZone.replaceAll("_", " ")}.`}
    >
      {extendable && (
        <section className="mb-6 space-y-3 border-line border-b pb-6">
          <h3 className="font-semibold">{t`Extend`}</h3>
          <Field
            label={t`Due and open until`}
            type="datetime-local"
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          {begunAt && (
            <Tick
              className="text-sm"
              label={t`A time limit counts anew from when ${name} goes on`}
              on={timeAnew}
              onChange={setTimeAnew}
            />
          )}
          <div className="flex flex-wrap gap-2">
            <Button
              variant="primary"
              busy={busy}
              disabled={until === ""}
              onClick={() => void change({ extendedUntil: until, timeAnew })}
            >{t`Extend`}</Button>
            {extendedUntil && (
              <Button
                busy={busy}
                onClick={() => void change({ extendedUntil: null })}
              >{t`Take the extension back`}</Button>
            )}
          </div>
        </section>
      )}
      <section className="space-y-3">
        <h3 className="font-semibold">{excusedAt ? t`Excused` : t`Excuse`}</h3>
        <Field
          label={t`Reason, shown to the resident`}
          maxLength={500}
          value={excuse}
          onChange={(event) => setExcuse(event.currentTarget.value)}
        />
        <div className="flex flex-wrap gap-2">
          <Button busy={busy} onClick={() => void change({ excuse })}>
            {excusedAt ? t`Change the reason` : t`Excuse`}
          </Button>
          {excusedAt && (
            <Button busy={busy} onClick={() => void change({ excuse: null })}>{t`Excuse no longer`}</Button>
          )}
        </div>
      </section>
      {!begunAt && answered === 0 && (
        <section className="mt-6 border-line border-t pt-4">
          <Button
            variant="danger"
            size="sm"
            busy={busy}
            onClick={async () => {
              if (await run(() => removeReader(id, userId))) onClose();
            }}
          >{t`Take the assignment from ${name}`}</Button>
        </section>
      )}
      <div role="alert">{problem && <p className="mt-4 text-danger text-sm">{problem}</p>}</div>
    </Dialog>
  );
}
