import type { Metadata } from "next";
import { RecordingDesk } from "@/components/recordings/recording-desk";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { t } from "@/lib/language/t";
import { getAuthoringDatasets } from "@/lib/services/authoring/get-authoring-datasets";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`From a recording` };

export default async function RecordingsPage() {
  const ctx = await signedIn("/authoring/recordings");
  const datasets = found(await getAuthoringDatasets(ctx));
  return (
    <>
      <PageHeading
        title={t`From a recording`}
        actions={<ButtonLink href="/authoring/uploads">{t`Uploads`}</ButtonLink>}
      >
        <p>{t`A recording becomes frames: choose which to keep, tell their phases, cover what names a patient. What you send becomes cases to be annotated.`}</p>
      </PageHeading>
      <RecordingDesk
        userId={ctx.actor.id}
        datasets={datasets.map(({ name }) => name)}
        timeZone={ctx.actor.timeZone}
      />
    </>
  );
}
