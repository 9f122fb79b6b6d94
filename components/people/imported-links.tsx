"use client";

import type { ImportedInvitations } from "@/lib/domain/invitations/views";
import { formatNumberOf } from "@/lib/words/figures";
import { Button } from "../ui/button";
import { type Column, DataTable } from "../ui/data-table";
import { CopyButton } from "./copy-button";
import { wholeLink } from "./made-link";

type ImportedLinksProps = { done: ImportedInvitations; onClose: () => void };

type Link = ImportedInvitations["links"][number];

const columns: readonly Column<Link>[] = [
  { key: "email", header: "E-mail", value: ({ email }) => email },
  { key: "row", header: "Row", numeric: true, value: ({ row }) => row },
  {
    key: "link",
    header: "Link",
    value: ({ path }) => wholeLink(path),
    cell: ({ path }) => (
      <span className="flex flex-wrap items-center gap-2">
        <CopyButton label="Copy" text={() => wholeLink(path)} />
      </span>
    ),
  },
];

/** Who was invited from a list, and the links: shown this once. */
export function ImportedLinks({ done, onClose }: ImportedLinksProps) {
  const { invited, renewed, mailed, links } = done;
  return (
    <>
      <p role="status" className="mb-3 font-medium">
        {formatNumberOf(invited + renewed, "person was", "people were")} invited.
      </p>
      {links.length === 0 ? (
        <p className="mb-4 max-w-prose text-muted text-sm">
          The list was taken before this answer, and links are shown once: make new ones below where you need
          them.
        </p>
      ) : (
        <>
          <p className="mb-4 max-w-prose text-muted text-sm">
            {mailed
              ? "Their links were mailed. You can pass them on yourself too:"
              : "No mails are sent here: pass the links on yourself."}{" "}
            Save them now, they are not shown again.
          </p>
          <DataTable
            caption="Links"
            columns={columns}
            rows={links}
            rowKey={({ id }) => id}
            csvName="calot-invitation-links"
            empty={null}
          />
        </>
      )}
      <Button className="mt-4" onClick={onClose}>
        Done
      </Button>
    </>
  );
}
