"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useState } from "react";
import type { Notice } from "@/lib/domain/notices/notice";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { LinkPending } from "../ui/link-pending";
import { PageHeading } from "../ui/page-heading";
import { markRead } from "./api";
import { NOTICES_READ } from "./notice-bell";

type NoticeListProps = {
  notices: readonly Notice[];
  timeZone: string;
  /** Whether mails can be read here, as in the demo. */
  mailbox: boolean;
};

/** What somebody was told, the new ones marked. */
export function NoticeList({ notices, timeZone, mailbox }: NoticeListProps) {
  const [read, setRead] = useState<ReadonlySet<string>>(
    () => new Set(notices.filter((each) => each.read).map(({ id }) => id)),
  );
  const unread = notices.filter(({ id }) => !read.has(id));

  async function mark(ids: readonly string[] | null): Promise<void> {
    setRead(new Set([...read, ...(ids ?? notices.map(({ id }) => id))]));
    if (await markRead(ids)) window.dispatchEvent(new Event(NOTICES_READ));
  }

  return (
    <>
      <PageHeading
        title={t`Notices`}
        actions={
          <>
            {mailbox && <ButtonLink href="/mailbox">{t`Mailbox of the demo`}</ButtonLink>}
            {unread.length > 0 && <Button onClick={() => void mark(null)}>{t`Mark all as read`}</Button>}
          </>
        }
      >
        {notices.length > 0 && (
          <p role="status">
            {unread.length > 0
              ? t`${plural(unread.length, "# new notice", "# new notices")}.`
              : t`All are read.`}
          </p>
        )}
      </PageHeading>
      {notices.length === 0 ? (
        <Empty title={t`There are no notices`}>
          <p>{t`New assignments, what is due soon and released results are told here, and by mail.`}</p>
        </Empty>
      ) : (
        <ul className="max-w-3xl divide-y divide-line border-line border-y">
          {notices.map(({ id, text, href, at }) => {
            const isNew = !read.has(id);
            return (
              <li key={id} className="relative flex gap-3 py-3 hover:bg-sunken">
                <span
                  aria-hidden
                  className={clsx(
                    "mt-2 size-2 shrink-0 rounded-full",
                    isNew ? "bg-accent" : "bg-transparent",
                  )}
                />
                <div className="min-w-0">
                  <p className={clsx("break-words", isNew && "font-medium")}>
                    {isNew && <span className="sr-only">{t`New:`} </span>}
                    <Link
                      href={href}
                      prefetch={false}
                      onClick={() => isNew && void mark([id])}
                      className="after:absolute after:inset-0"
                    >
                      {text}
                      <LinkPending />
                    </Link>
                  </p>
                  <p className="text-muted text-xs">
                    <time dateTime={at}>{formatMoment(at, timeZone)}</time>
                  </p>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
