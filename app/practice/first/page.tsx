import type { Metadata } from "next";
import { FirstCase } from "@/components/first-case/first-case";
import { FIRST_MODE } from "@/lib/domain/attempts/mode";
import { modeSchema } from "@/lib/domain/attempts/mode-schema";
import { t } from "@/lib/language/t";
import { needsIntroduction } from "@/lib/services/guide/needs-introduction";
import { signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`A first case` };

export default async function FirstCasePage({ searchParams }: PageProps<"/practice/first">) {
  const { mode } = await searchParams;
  const ctx = await signedIn("/practice/first");
  return (
    <FirstCase newcomer={await needsIntroduction(ctx)} mode={modeSchema.catch(FIRST_MODE).parse(mode)} />
  );
}
