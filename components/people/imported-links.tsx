"use client";

import type { ImportedInvitations } from "@/lib/domain/invitations/views";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { type Column, DataTable } from "../ui/data-table";
import { CopyButton } from "./copy-button";
import { wholeLink } from "./made-link";

type ImportedLinksProps = { done: ImportedInvitations; onClose: () => void };

type Link = ImportedInvitations["links"][number];

const columns: readonly Column<Link>[] = [
  { key: "email", header: t`E-mail`, value: ({ email }) => email },
  { key: "row", header: t`Row`, numeric: true, value: ({ row }) => row },
  {
    key: "link",
    header: t`Link`,
    value: ({ path }) => wholeLink(path),
    cell: ({ path }) => (
      <span className="flex flex-wrap items-center gap-2">
        <CopyButton label={t`Copy`} text={() => wholeLink(path)} />
      </span>
    ),
  },
];

/** Who was invited from a list, and the links: shown this once. */
export function ImportedLinks({ done, onClose }: ImportedLinksProps) {
  const { invited, renewed, mailed, links } = done;
  return (
    <>
      <p
        role="status"
        className="mb-3 font-medium"
      >{t`${plural(invited + renewed, "# person was invited.", "# people were invited.")}`}</p>
      {links.length === 0 ? (
        <p className="mb-4 max-w-prose text-muted text-sm">{t`The list was taken before this answer, and links are shown once: make new ones below where you need them.`}</p>
      ) : (
        <>
          <p className="mb-4 max-w-prose text-muted text-sm">
            {mailed
              ? t`Their links were mailed. You can pass them on yourself too. Save them now, they are not shown again.`
              : t`No mails are sent here: pass the links on yourself. Save them now, they are not shown again.`}
          </p>
          <DataTable
            caption={t`Links`}
            columns={columns}
            rows={links}
            rowKey={({ id }) => id}
            csvName="calot-invitation-links"
            empty={null}
          />
        </>
      )}
      <Button className="mt-4" onClick={onClose}>{t`Done`}</Button>
    </>
  );
}
