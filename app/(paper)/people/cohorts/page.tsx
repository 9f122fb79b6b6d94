import type { Metadata } from "next";
import { CohortsView } from "@/components/people/cohorts-view";
import { may } from "@/lib/auth/policy";
import { t } from "@/lib/language/t";
import { listCohorts } from "@/lib/services/people/list-cohorts";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Cohorts` };

export default async function CohortsPage() {
  const ctx = await signedIn("/people/cohorts");
  return <CohortsView page={found(await listCohorts(ctx))} figures={may(ctx.actor, "see-cohorts")} />;
}
