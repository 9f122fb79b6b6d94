import type { Metadata } from "next";
import { CaseStage } from "@/components/authoring/case-stage";
import { t } from "@/lib/language/t";
import { getAuthoringCase } from "@/lib/services/authoring/get-authoring-case";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Annotate` };

export default async function AuthoringCasePage({ params }: PageProps<"/authoring/cases/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/authoring/cases/${id}`);
  return <CaseStage view={found(await getAuthoringCase(ctx, id))} timeZone={ctx.actor.timeZone} />;
}
