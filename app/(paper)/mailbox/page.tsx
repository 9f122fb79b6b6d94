import type { Metadata } from "next";
import { Mailbox } from "@/components/notices/mailbox";
import { env } from "@/lib/env";
import { t } from "@/lib/language/t";
import { listOwnMail } from "@/lib/services/mail/list-own-mail";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Mailbox` };

/** The demo's alone. */
export default async function MailboxPage() {
  const ctx = await signedIn("/mailbox");
  const mails = found(await listOwnMail(ctx, env().CALOT_DEMO !== undefined));
  return <Mailbox mails={mails} timeZone={ctx.actor.timeZone} />;
}
