import type { Metadata } from "next";
import { AuthoredDatasets } from "@/components/authoring/authored-datasets";
import { CaseList } from "@/components/authoring/case-list";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { may } from "@/lib/auth/policy";
import { t } from "@/lib/language/t";
import { getAuthoringDatasets } from "@/lib/services/authoring/get-authoring-datasets";
import { listAuthoring } from "@/lib/services/authoring/list-authoring";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Authoring` };

export default async function AuthoringPage() {
  const ctx = await signedIn("/authoring");
  const [entries, datasets] = await Promise.all([
    listAuthoring(ctx, { datasetId: null, step: null }),
    getAuthoringDatasets(ctx),
  ]);
  return (
    <>
      <PageHeading
        title={t`Authoring`}
        actions={
          <>
            <ButtonLink href="/authoring/recordings">{t`From a recording`}</ButtonLink>
            <ButtonLink
              href="/authoring/uploads"
              variant="primary"
            >{t`Upload frames or a bundle`}</ButtonLink>
          </>
        }
      >
        <p>{t`New cases are annotated, read blind and checked by a second annotator, and published once all chiefs of the dataset agree.`}</p>
      </PageHeading>
      <div className="space-y-12">
        <CaseList entries={found(entries)} timeZone={ctx.actor.timeZone} />
        <AuthoredDatasets datasets={found(datasets)} oversees={may(ctx.actor, "oversee-authoring")} />
      </div>
    </>
  );
}
