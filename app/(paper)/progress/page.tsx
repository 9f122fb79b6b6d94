import type { Metadata } from "next";
import { OwnNotes } from "@/components/packet/own-notes";
import { ProgressView } from "@/components/progress/progress-view";
import { t } from "@/lib/language/t";
import { getProgressDetail } from "@/lib/services/progress/get-progress-detail";
import { listOwnNotes } from "@/lib/services/resident-notes/list-own-notes";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Progress` };

export default async function ProgressPage() {
  const ctx = await signedIn("/progress");
  const [progress, notes] = await Promise.all([getProgressDetail(ctx), listOwnNotes(ctx)]);
  return (
    <>
      <ProgressView progress={found(progress)} />
      <OwnNotes notes={found(notes)} timeZone={ctx.actor.timeZone} />
    </>
  );
}
