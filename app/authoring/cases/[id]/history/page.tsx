import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { History } from "@/components/authoring/history";
import { t } from "@/lib/language/t";
import { getAuthoringCase } from "@/lib/services/authoring/get-authoring-case";
import { found, signedIn } from "../../../../_server/signed-in";

export const metadata: Metadata = { title: t`History` };

export default async function HistoryPage({ params }: PageProps<"/authoring/cases/[id]/history">) {
  const { id } = await params;
  const ctx = await signedIn(`/authoring/cases/${id}/history`);
  const view = found(await getAuthoringCase(ctx, id));
  if (view.versions.length === 0) notFound();
  return <History view={view} timeZone={ctx.actor.timeZone} />;
}
