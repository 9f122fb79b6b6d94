"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { LONGEST_REASON } from "@/lib/domain/withdrawals/input";
import type { Withdrawal } from "@/lib/domain/withdrawals/views";
import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Tick } from "../ui/tick";
import { bringBackCase, purgePicture, retireCase } from "./api";

type Way = "retire" | "purge";

type WithdrawDialogProps = { told: Withdrawal; onClose: () => void };

/** Retires a case, or removes its picture for good: what hangs on it is told before. */
export function WithdrawDialog({ told, onClose }: WithdrawDialogProps) {
  const router = useRouter();
  const [way, setWay] = useState<Way>(told.retired ? "purge" : "retire");
  const [fromAssignments, setFromAssignments] = useState(false);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { id, video, frame } = told;

  async function act(work: () => Promise<{ readonly problem: string } | { readonly value: unknown }>) {
    setBusy(true);
    setProblem(null);
    const answer = await work();
    setBusy(false);
    if ("problem" in answer) return setProblem(answer.problem);
    onClose();
    router.refresh();
  }
  const given = reason.trim();
  const withdraw = (): Promise<void> => {
    if (given === "") {
      setProblem(t`Say why, in a sentence.`);
      return Promise.resolve();
    }
    return act(() =>
      way === "retire"
        ? retireCase(id, { reason: given, fromAssignments })
        : purgePicture(id, { reason: given, caseIds: told.cases.map((each) => each.id) }),
    );
  };
  return (
    <Dialog
      open
      onStage
      onOpenChange={(open) => !open && onClose()}
      title={t`Retire or remove ${video}, frame ${frame}`}
      footer={
        <>
          <Button onClick={onClose}>{t`Leave it as it is`}</Button>
          {told.retired && !told.removed && (
            <Button busy={busy} onClick={() => void act(() => bringBackCase(id))}>{t`Bring it back`}</Button>
          )}
          {!told.removed && (
            <Button
              variant={way === "purge" ? "danger" : "primary"}
              busy={busy}
              disabled={way === "purge" && told.elsewhere > 0}
              onClick={() => void withdraw()}
            >
              {way === "retire" ? t`Retire the case` : t`Remove the picture for good`}
            </Button>
          )}
        </>
      }
    >
      {told.removed ? (
        <p className="text-sm">
          {told.erased
            ? t`The picture was removed for good, and its files are gone.`
            : t`The picture was removed for good. Its files are being erased.`}
        </p>
      ) : (
        <div className="space-y-4 text-sm">
          <Ways told={told} way={way} onChange={setWay} />
          {way === "retire" ? (
            <Retiring told={told} fromAssignments={fromAssignments} onFromAssignments={setFromAssignments} />
          ) : (
            <Removing told={told} />
          )}
          <Field
            label={t`Why`}
            value={reason}
            maxLength={LONGEST_REASON}
            autoComplete="off"
            onChange={(event) => setReason(event.currentTarget.value)}
            problem={problem ?? undefined}
          />
          <p className="text-muted">
            {way === "retire"
              ? t`Staff read it beside the case. It is written down, with your name.`
              : t`Everybody reads it in the picture’s place. It is written down, with your name.`}
          </p>
        </div>
      )}
    </Dialog>
  );
}

function Ways({ told, way, onChange }: { told: Withdrawal; way: Way; onChange: (way: Way) => void }) {
  const name = useId();
  const ways: readonly { readonly value: Way; readonly label: string }[] = [
    ...(told.retired
      ? []
      : [{ value: "retire" as const, label: t`Retire the case: nobody is offered it any more` }]),
    { value: "purge", label: t`Remove its picture for good, from the storage too` },
  ];
  return (
    <fieldset>
      <legend className="sr-only">{t`What to do`}</legend>
      {ways.map(({ value, label }) => (
        <label key={value} className="flex min-h-9 items-center gap-3 pointer-coarse:min-h-11">
          <input
            type="radio"
            name={name}
            checked={way === value}
            onChange={() => onChange(value)}
            className="size-4 shrink-0 accent-accent"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

const namesOf = ({ assignments }: Withdrawal): string =>
  inList(
    assignments.map(({ name }) => `“${name}”`),
    ",",
  );

const Kept = ({ told }: { told: Withdrawal }) => (
  <li>{t`${plural(told.answers, "# answer stays", "# answers stay")}, in histories and in all figures.`}</li>
);

type RetiringProps = {
  told: Withdrawal;
  fromAssignments: boolean;
  onFromAssignments: (on: boolean) => void;
};

function Retiring({ told, fromAssignments, onFromAssignments }: RetiringProps) {
  const { assignments, sets } = told;
  return (
    <>
      <ul className="list-disc space-y-1 pl-5">
        <Kept told={told} />
        {sets > 0 && (
          <li>{t`It stands in ${plural(sets, "# case set", "# case sets")}: assignments to come leave it out.`}</li>
        )}
        {assignments.length > 0 && (
          <li>{t`${plural(assignments.length, "# assignment asks", "# assignments ask")} it still: ${namesOf(told)}. Unless you say otherwise, they go on with it.`}</li>
        )}
      </ul>
      {assignments.length > 0 && (
        <Tick
          small
          label={t`Take it out of them, too: for all their residents, answered or not`}
          on={fromAssignments}
          onChange={onFromAssignments}
        />
      )}
    </>
  );
}

function Removing({ told }: { told: Withdrawal }) {
  const { assignments, cases, elsewhere, sha256 } = told;
  return (
    <>
      <ul className="list-disc space-y-1 pl-5">
        <li>{t`This can’t be undone. Backups hold the picture until they are overwritten, and so do copies that somebody downloaded.`}</li>
        <li>
          {t`${plural(cases.length, "# case shows", "# cases show")} this picture, or showed it, and those that show it are retired:`}
          <ul className="mt-1 max-h-40 overflow-y-auto text-muted">
            {cases.map(({ id, dataset, video, frame }) => (
              <li key={id}>{t`${dataset}: ${video}, frame ${frame}`}</li>
            ))}
          </ul>
        </li>
        <li>{t`The seconds before it go too, and those before later frames that show it.`}</li>
        {assignments.length > 0 && (
          <li>{t`${plural(assignments.length, "# assignment asks", "# assignments ask")} it no more: ${namesOf(told)}.`}</li>
        )}
        <Kept told={told} />
        <li className="break-all text-muted">{t`The file’s SHA-256: ${sha256}. It is never taken in again.`}</li>
      </ul>
      {elsewhere > 0 && (
        <p
          role="alert"
          className="text-danger"
        >{t`Another institution shows this picture, too. Whoever runs Calot removes it with calot purge.`}</p>
      )}
    </>
  );
}
