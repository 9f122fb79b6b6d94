import type { Metadata } from "next";
import { SetBuilder } from "@/components/case-sets/set-builder";
import { t } from "@/lib/language/t";
import { getCaseSet } from "@/lib/services/case-sets/get-case-set";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`A case set` };

export default async function CaseSetPage({ params }: PageProps<"/case-sets/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/case-sets/${id}`);
  const set = found(await getCaseSet(ctx, id));
  // The key gives another set, or one that is no longer a draft, a fresh builder.
  const clock = { now: ctx.now.toISOString(), timeZone: ctx.actor.timeZone };
  return <SetBuilder key={`${set.id} ${set.status}`} set={set} clock={clock} />;
}
