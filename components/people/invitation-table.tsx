"use client";

import { useState } from "react";
import type { InvitationRow, MadeInvitation } from "@/lib/domain/invitations/views";
import { roleNames } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { useAction } from "../assignments/use-action";
import { Button } from "../ui/button";
import { type Column, DataTable } from "../ui/data-table";
import { Dialog } from "../ui/dialog";
import { renewInvitation, revokeInvitation } from "./api";
import { Problem } from "./problem";
import { trainingWords } from "./training-words";

type InvitationTableProps = {
  invitations: readonly InvitationRow[];
  timeZone: string;
  onRenewed: (made: MadeInvitation) => void;
};

function stateWords({ state, expiresAt }: InvitationRow, timeZone: string): string {
  if (state === "open") return t`Open until ${formatDay(expiresAt, timeZone)}`;
  if (state === "expired") return t`Too old since ${formatDay(expiresAt, timeZone)}`;
  return state === "accepted" ? t`Accepted` : t`Taken back`;
}

function columnsFor(
  timeZone: string,
  onChange: (row: InvitationRow) => void,
): readonly Column<InvitationRow>[] {
  return [
    {
      key: "name",
      header: t`Person`,
      value: ({ name }) => name,
      cell: ({ name, email }) => (
        <>
          {name}
          <span className="block break-all font-normal text-muted text-xs">{email}</span>
        </>
      ),
    },
    { key: "role", header: t`Role`, value: ({ role }) => roleNames[role] },
    { key: "cohort", header: t`Cohort`, value: ({ cohort }) => cohort },
    {
      key: "year",
      header: t`Training`,
      value: ({ trainingYear }) => trainingYear,
      cell: ({ trainingYear }) => trainingWords(trainingYear),
    },
    {
      key: "state",
      header: t`Link`,
      value: ({ expiresAt }) => expiresAt,
      cell: (row) => stateWords(row, timeZone),
    },
    { key: "maker", header: t`Invited by`, value: ({ maker }) => maker },
    {
      key: "change",
      header: t`Change`,
      value: () => null,
      cell: (row) =>
        row.managed && (row.state === "open" || row.state === "expired") ? (
          <Button
            size="sm"
            aria-label={t`Change the invitation of ${row.name}`}
            onClick={() => onChange(row)}
          >{t`Change`}</Button>
        ) : null,
    },
  ];
}

/** Who was invited, and what became of it. */
export function InvitationTable({ invitations, timeZone, onRenewed }: InvitationTableProps) {
  const [changing, setChanging] = useState<InvitationRow | null>(null);
  return (
    <>
      <DataTable
        caption={t`Invitations`}
        captionHidden
        columns={columnsFor(timeZone, setChanging)}
        rows={invitations}
        rowKey={({ id }) => id}
        empty={null}
      />
      {changing && (
        <ChangeDialog invitation={changing} onClose={() => setChanging(null)} onRenewed={onRenewed} />
      )}
    </>
  );
}

type ChangeDialogProps = {
  invitation: InvitationRow;
  onClose: () => void;
  onRenewed: (made: MadeInvitation) => void;
};

function ChangeDialog({ invitation, onClose, onRenewed }: ChangeDialogProps) {
  const { id, name } = invitation;
  const { busy, problem, run } = useAction();
  const renew = () =>
    run(async () => {
      const answer = await renewInvitation(id);
      if ("value" in answer) onRenewed(answer.value);
      return answer;
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`The invitation of ${name}`}
      description={t`A new link replaces the one before, which stops working.`}
      footer={
        <>
          <Button onClick={onClose}>{t`Leave it`}</Button>
          <Button
            variant="danger"
            busy={busy}
            onClick={async () => {
              if (await run(() => revokeInvitation(id))) onClose();
            }}
          >{t`Take it back`}</Button>
          <Button
            variant="primary"
            busy={busy}
            onClick={async () => {
              if (await renew()) onClose();
            }}
          >{t`Make a new link`}</Button>
        </>
      }
    >
      <Problem text={problem} />
    </Dialog>
  );
}
