import type { ShownMail } from "@/lib/domain/notices/notice";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";

/** What would have come by mail, had this not been a demo. */
export function Mailbox({ mails, timeZone }: { mails: readonly ShownMail[]; timeZone: string }) {
  return (
    <>
      <PageHeading title={t`Mailbox of the demo`}>
        <p>{t`The demo sends no mail. These would have come to you.`}</p>
      </PageHeading>
      {mails.length === 0 ? (
        <Empty title={t`There is no mail`}>
          <p>{t`New assignments, reminders, extensions and released results come by mail.`}</p>
        </Empty>
      ) : (
        <ul className="max-w-3xl divide-y divide-line border-line border-y">
          {mails.map(({ id, address, subject, text, at }) => (
            <li key={id}>
              <details className="py-3">
                <summary className="min-h-6 cursor-pointer break-words">
                  <span className="font-medium">{subject}</span>
                  <span className="block text-muted text-xs">{t`${formatMoment(at, timeZone)}, to ${address}`}</span>
                </summary>
                <p className="mt-3 max-w-prose whitespace-pre-line break-words text-sm">{text}</p>
              </details>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
