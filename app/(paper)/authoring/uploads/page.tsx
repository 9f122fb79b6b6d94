import type { Metadata } from "next";
import { UploadForm } from "@/components/authoring/uploads/upload-form";
import { UploadList } from "@/components/authoring/uploads/upload-list";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { may } from "@/lib/auth/policy";
import { t } from "@/lib/language/t";
import { getAuthoringDatasets } from "@/lib/services/authoring/get-authoring-datasets";
import { listUploads } from "@/lib/services/uploads/list-uploads";
import { openUploads } from "@/lib/storage/open-storage";
import { reaching } from "../../../_server/reaching";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Uploads` };

export default async function UploadsPage() {
  const ctx = await signedIn("/authoring/uploads");
  const [uploads, datasets] = await Promise.all([
    reaching(listUploads(ctx, openUploads())),
    getAuthoringDatasets(ctx),
  ]);
  return (
    <>
      <PageHeading
        title={t`Uploads`}
        actions={
          <>
            <ButtonLink href="/authoring/recordings">{t`From a recording`}</ButtonLink>
            <ButtonLink href="/authoring">{t`To the cases`}</ButtonLink>
          </>
        }
      >
        <p>{t`Frames become cases to be annotated. A bundle brings its references along, and comes back with a report of what was read.`}</p>
      </PageHeading>
      <div className="space-y-12">
        <UploadForm
          datasets={found(datasets).map(({ name }) => name)}
          mayOpen={may(ctx.actor, "oversee-authoring")}
        />
        <UploadList uploads={found(uploads)} timeZone={ctx.actor.timeZone} />
      </div>
    </>
  );
}
