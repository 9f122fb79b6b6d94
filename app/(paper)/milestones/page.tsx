import type { Metadata } from "next";
import { MilestonesView } from "@/components/milestones/milestones-view";
import { t } from "@/lib/language/t";
import { listMilestones } from "@/lib/services/milestones/list-milestones";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Milestones` };

export default async function MilestonesPage() {
  const ctx = await signedIn("/milestones");
  return <MilestonesView milestones={found(await listMilestones(ctx))} />;
}
