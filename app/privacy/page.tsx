import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoticeView } from "@/components/privacy/notice-view";
import { safePath } from "@/components/sign-in/safe-path";
import { t } from "@/lib/language/t";
import { getOwnNotice } from "@/lib/services/privacy/get-own-notice";
import { found, signedInAtAll } from "../_server/signed-in";

export const metadata: Metadata = { title: t`Privacy notice` };

/** What the institution tells people of their data. Whoever hasn't accepted it is sent here by every other page. */
export default async function PrivacyPage({ searchParams }: PageProps<"/privacy">) {
  const next = safePath((await searchParams).next);
  const ctx = await signedInAtAll(`/privacy?next=${encodeURIComponent(next)}`);
  const notice = found(await getOwnNotice(ctx));
  if (!notice) notFound();
  const { id, email, institution, timeZone } = ctx.actor;
  return (
    <NoticeView
      viewer={{ id, email, institution, timeZone }}
      notice={notice}
      next={next.startsWith("/privacy") ? "/" : next}
    />
  );
}
