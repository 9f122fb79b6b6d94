import type { Metadata } from "next";
import { OwnNotes } from "@/components/packet/own-notes";
import { ProgressView } from "@/components/progress/progress-view";
import { ReasonWeeks } from "@/components/progress/reason-weeks";
import { WhoSees } from "@/components/progress/who-sees";
import { intervalsOf, OwnStanding } from "@/components/residents/own-standing";
import { t } from "@/lib/language/t";
import { getOwnStanding } from "@/lib/services/cohorts/get-own-standing";
import { getProgressDetail } from "@/lib/services/progress/get-progress-detail";
import { getOwnReasons } from "@/lib/services/reasons/get-own-reasons";
import { listOwnNotes } from "@/lib/services/resident-notes/list-own-notes";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Progress` };

export default async function ProgressPage() {
  const ctx = await signedIn("/progress");
  const [progress, standing, reasons, notes] = await Promise.all([
    getProgressDetail(ctx),
    getOwnStanding(ctx, { weeks: "all" }),
    getOwnReasons(ctx),
    listOwnNotes(ctx),
  ]);
  return (
    <>
      <ProgressView progress={found(progress)} intervals={standing.ok ? intervalsOf(standing.value) : {}}>
        {standing.ok && <OwnStanding standing={standing.value} />}
      </ProgressView>
      <ReasonWeeks reasons={found(reasons)} />
      <OwnNotes notes={found(notes)} timeZone={ctx.actor.timeZone} />
      {standing.ok && <WhoSees className="mt-12" />}
    </>
  );
}
