import type { Metadata } from "next";
import { FirstCase } from "@/components/first-case/first-case";
import { firstCaseUrl, practiceUrl, sourceOfQuery } from "@/components/quiz/case-addresses";
import { FIRST_MODE } from "@/lib/domain/attempts/mode";
import { modeSchema } from "@/lib/domain/attempts/mode-schema";
import { t } from "@/lib/language/t";
import { needsIntroduction } from "@/lib/services/guide/needs-introduction";
import { signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`A first case` };

export default async function FirstCasePage({ searchParams }: PageProps<"/practice/first">) {
  const query = await searchParams;
  const source = sourceOfQuery(modeSchema.catch(FIRST_MODE).parse(query.mode), query);
  const ctx = await signedIn(firstCaseUrl(source));
  return <FirstCase newcomer={await needsIntroduction(ctx)} cases={practiceUrl(source)} />;
}
