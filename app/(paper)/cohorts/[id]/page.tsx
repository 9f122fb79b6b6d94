import type { Metadata } from "next";
import { CohortView } from "@/components/cohorts/cohort-view";
import { RelianceTable } from "@/components/reliance/reliance-table";
import { t } from "@/lib/language/t";
import { getCohort } from "@/lib/services/cohorts/get-cohort";
import { getCohortReliance } from "@/lib/services/reliance/get-cohort-reliance";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Cohort` };

export default async function CohortPage({ params, searchParams }: PageProps<"/cohorts/[id]">) {
  const [{ id }, { weeks }] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/cohorts/${id}`);
  const [cohort, reliance] = await Promise.all([
    getCohort(ctx, { id, weeks }),
    getCohortReliance(ctx, { id, weeks }),
  ]);
  return (
    <>
      <CohortView cohort={found(cohort)} />
      <RelianceTable
        rows={found(reliance)}
        by="kind"
        heading={t`Second looks`}
        csvName="calot-cohort-second-looks"
      />
    </>
  );
}
