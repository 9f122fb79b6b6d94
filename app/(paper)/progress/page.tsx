import type { Metadata } from "next";
import { OwnNotes } from "@/components/packet/own-notes";
import { ProgressView } from "@/components/progress/progress-view";
import { ReasonWeeks } from "@/components/progress/reason-weeks";
import { WhoSees } from "@/components/progress/who-sees";
import { RelianceTable } from "@/components/reliance/reliance-table";
import { intervalsOf, OwnStanding } from "@/components/residents/own-standing";
import { t } from "@/lib/language/t";
import { getOwnStanding } from "@/lib/services/cohorts/get-own-standing";
import { getSkills } from "@/lib/services/practice/get-skills";
import { getProgressDetail } from "@/lib/services/progress/get-progress-detail";
import { getOwnReasons } from "@/lib/services/reasons/get-own-reasons";
import { getOwnReliance } from "@/lib/services/reliance/get-own-reliance";
import { listOwnNotes } from "@/lib/services/resident-notes/list-own-notes";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Progress` };

export default async function ProgressPage() {
  const ctx = await signedIn("/progress");
  const [progress, skills, standing, reasons, reliance, notes] = await Promise.all([
    getProgressDetail(ctx),
    getSkills(ctx),
    getOwnStanding(ctx, { weeks: "all" }),
    getOwnReasons(ctx),
    getOwnReliance(ctx),
    listOwnNotes(ctx),
  ]);
  return (
    <>
      <ProgressView
        progress={found(progress)}
        skills={found(skills)}
        intervals={standing.ok ? intervalsOf(standing.value) : {}}
      >
        {standing.ok && <OwnStanding standing={standing.value} />}
      </ProgressView>
      <ReasonWeeks reasons={found(reasons)} />
      <RelianceTable
        rows={found(reliance)}
        by="kind"
        heading={t`Second looks`}
        csvName="calot-second-looks"
      />
      <OwnNotes notes={found(notes)} timeZone={ctx.actor.timeZone} />
      {standing.ok && <WhoSees className="mt-12" />}
    </>
  );
}
