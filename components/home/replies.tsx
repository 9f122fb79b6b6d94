"use client";

import Link from "next/link";
import type { Worklist } from "@/lib/domain/homes/views";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { markRead } from "../notices/api";
import { NOTICES_READ } from "../notices/notice-bell";
import { LinkPending } from "../ui/link-pending";

type RepliesProps = { replies: Worklist["replies"]; n: number; timeZone: string };

/** Replies to the viewer's comments; opened, a reply waits no more. */
export function Replies({ replies, n, timeZone }: RepliesProps) {
  async function open(id: string): Promise<void> {
    if (await markRead([id])) window.dispatchEvent(new Event(NOTICES_READ));
  }
  return (
    <>
      <h3 className="mt-5 mb-1 font-medium text-sm">{t`${plural(n, "# reply to a comment of yours", "# replies to comments of yours")}`}</h3>
      <ul className="divide-y divide-line border-line border-y">
        {replies.map(({ id, text, href, at }) => (
          <li key={id} className="relative py-2.5 text-sm hover:bg-sunken">
            <Link
              href={href}
              prefetch={false}
              onClick={() => void open(id)}
              className="break-words after:absolute after:inset-0"
            >
              {text}
              <LinkPending />
            </Link>
            <p className="text-muted text-xs">
              <time dateTime={at}>{formatMoment(at, timeZone)}</time>
            </p>
          </li>
        ))}
      </ul>
      {n > replies.length && (
        <Link
          href="/notices"
          prefetch={false}
          className="mt-2 inline-block text-sm underline underline-offset-4"
        >
          {t`All notices`}
        </Link>
      )}
    </>
  );
}
