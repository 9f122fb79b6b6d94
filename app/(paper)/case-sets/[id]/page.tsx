import type { Metadata } from "next";
import { SetBuilder } from "@/components/case-sets/set-builder";
import { getCaseSet } from "@/lib/services/case-sets/get-case-set";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: "A case set" };

export default async function CaseSetPage({ params }: PageProps<"/case-sets/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/case-sets/${id}`);
  const set = found(await getCaseSet(ctx, id));
  // What was built is dropped where the set is another, or no draft any more.
  return <SetBuilder key={`${set.id} ${set.status}`} set={set} />;
}
