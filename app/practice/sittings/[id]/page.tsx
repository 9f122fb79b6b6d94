import type { Metadata } from "next";
import { SittingEnd } from "@/components/practice/sitting-end";
import { sourceOfQuery } from "@/components/quiz/case-addresses";
import { FIRST_MODE } from "@/lib/domain/attempts/mode";
import { modeSchema } from "@/lib/domain/attempts/mode-schema";
import { t } from "@/lib/language/t";
import { getSitting } from "@/lib/services/practice/get-sitting";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Sitting` };

export default async function Sitting({ params, searchParams }: PageProps<"/practice/sittings/[id]">) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/practice/sittings/${id}`);
  const mode = modeSchema.catch(FIRST_MODE).parse(query.mode);
  return <SittingEnd sitting={found(await getSitting(ctx, id))} source={sourceOfQuery(mode, query)} />;
}
