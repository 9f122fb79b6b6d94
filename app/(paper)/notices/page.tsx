import type { Metadata } from "next";
import { NoticeList } from "@/components/notices/notice-list";
import { env } from "@/lib/env";
import { t } from "@/lib/language/t";
import { listNotices } from "@/lib/services/notices/list-notices";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Notices` };

export default async function NoticesPage() {
  const ctx = await signedIn("/notices");
  const notices = found(await listNotices(ctx));
  return (
    <NoticeList notices={notices} timeZone={ctx.actor.timeZone} mailbox={env().CALOT_DEMO !== undefined} />
  );
}
