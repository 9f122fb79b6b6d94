import type { Metadata } from "next";
import { GuideView } from "@/components/guide/guide-view";
import { t } from "@/lib/language/t";
import { getGuide } from "@/lib/services/guide/get-guide";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Phases and Go Zones` };

export default async function PhasesPage() {
  const ctx = await signedIn("/phases");
  return <GuideView guide={found(await getGuide(ctx))} />;
}
