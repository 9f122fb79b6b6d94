import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DutiesForm } from "@/components/authoring/duties-form";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { PracticeSwitch } from "@/components/withdrawals/practice-switch";
import { may } from "@/lib/auth/policy";
import { t } from "@/lib/language/t";
import { getAuthoringDatasets } from "@/lib/services/authoring/get-authoring-datasets";
import { getColleagues } from "@/lib/services/authoring/get-colleagues";
import { found, signedIn } from "../../../../_server/signed-in";

export const metadata: Metadata = { title: t`Duties` };

export default async function DutiesPage({ params }: PageProps<"/authoring/datasets/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/authoring/datasets/${id}`);
  const [datasets, colleagues] = await Promise.all([getAuthoringDatasets(ctx), getColleagues(ctx)]);
  const dataset = found(datasets).find((each) => each.id === id);
  if (!dataset) notFound();
  return (
    <>
      <PageHeading
        title={dataset.name}
        actions={<ButtonLink href="/authoring">{t`To the cases`}</ButtonLink>}
      >
        <p>{t`Who annotates, checks and reviews its cases, and whether they are open to practice.`}</p>
      </PageHeading>
      <div className="space-y-12">
        <DutiesForm dataset={dataset} colleagues={found(colleagues)} />
        {may(ctx.actor, "withdraw") && <PracticeSwitch dataset={dataset} />}
      </div>
    </>
  );
}
