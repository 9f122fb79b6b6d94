import type { Metadata } from "next";
import { CohortView } from "@/components/cohorts/cohort-view";
import { t } from "@/lib/language/t";
import { getCohort } from "@/lib/services/cohorts/get-cohort";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Cohort` };

export default async function CohortPage({ params, searchParams }: PageProps<"/cohorts/[id]">) {
  const [{ id }, { weeks }] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/cohorts/${id}`);
  return <CohortView cohort={found(await getCohort(ctx, { id, weeks }))} />;
}
