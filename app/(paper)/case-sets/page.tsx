import type { Metadata } from "next";
import { SetList } from "@/components/case-sets/set-list";
import { t } from "@/lib/language/t";
import { listCaseSets } from "@/lib/services/case-sets/list-case-sets";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Case sets` };

export default async function CaseSetsPage() {
  const ctx = await signedIn("/case-sets");
  return <SetList sets={found(await listCaseSets(ctx))} timeZone={ctx.actor.timeZone} />;
}
