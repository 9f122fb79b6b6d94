"use client";

import { useState } from "react";
import type { InvitationsPage, MadeInvitation } from "@/lib/domain/invitations/views";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Empty } from "../ui/empty";
import { LinkSwitch } from "../ui/link-switch";
import { PageHeading } from "../ui/page-heading";
import { Pager } from "../ui/pager";
import { InvitationTable } from "./invitation-table";
import { InviteDialog } from "./invite-dialog";
import { ListImport } from "./list-import";
import { MadeLink } from "./made-link";
import { PeopleNav } from "./people-nav";

type InvitationsViewProps = { list: InvitationsPage; show: "waiting" | "all" };

/** Invites one person or a list of them, and shows who has not come yet. */
export function InvitationsView({ list, show }: InvitationsViewProps) {
  const { invitations, page, pages, mailing, timeZone } = list;
  const [inviting, setInviting] = useState<"one" | "list" | null>(null);
  const [made, setMade] = useState<MadeInvitation | null>(null);
  const href = (which: "waiting" | "all", at = 1): string =>
    `/people/invitations?show=${which}${at > 1 ? `&page=${at}` : ""}`;
  return (
    <>
      <PageHeading
        title={t`Invitations`}
        actions={
          <>
            <Button
              onClick={() => setInviting(inviting === "list" ? null : "list")}
            >{t`Invite a list`}</Button>
            <Button variant="primary" onClick={() => setInviting("one")}>{t`Invite one person`}</Button>
          </>
        }
      >
        <p>
          {t`Each person gets a link of their own, good for 14 days and for one account.`}{" "}
          {mailing
            ? t`It is mailed, and shown here once to copy.`
            : t`This server sends no mails: copy the link when it is shown, and pass it on yourself.`}
        </p>
      </PageHeading>
      <PeopleNav current="invitations" />
      {made && <MadeLink made={made} timeZone={timeZone} onDone={() => setMade(null)} />}
      {inviting === "list" && <ListImport onClose={() => setInviting(null)} />}
      {inviting === "one" && (
        <InviteDialog
          list={list}
          onClose={() => setInviting(null)}
          onMade={(link) => {
            setInviting(null);
            setMade(link);
          }}
        />
      )}
      <div className="mb-3">
        <LinkSwitch
          label={t`Which invitations`}
          options={[
            {
              key: "waiting",
              label: t`Not accepted yet`,
              href: href("waiting"),
              current: show === "waiting",
            },
            { key: "all", label: t`All`, href: href("all"), current: show === "all" },
          ]}
        />
      </div>
      {invitations.length === 0 ? (
        <Empty title={show === "all" ? t`Nobody was invited yet` : t`Nobody is waiting`}>
          <p>{t`Whom you invite stands here until they have made their account.`}</p>
        </Empty>
      ) : (
        <InvitationTable invitations={invitations} timeZone={timeZone} onRenewed={setMade} />
      )}
      <Pager page={page} pages={pages} href={(to) => href(show, to)} />
    </>
  );
}
