import type { Metadata } from "next";
import { sourceOfQuery } from "@/components/quiz/case-addresses";
import { EndOfCases } from "@/components/quiz/end-of-cases";
import { FIRST_MODE } from "@/lib/domain/attempts/mode";
import { modeSchema } from "@/lib/domain/attempts/mode-schema";
import { t } from "@/lib/language/t";
import { signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`All cases answered` };

export default async function PracticeDone({ searchParams }: PageProps<"/practice/done">) {
  const query = await searchParams;
  await signedIn("/practice/done");
  const mode = modeSchema.catch(FIRST_MODE).parse(query.mode);
  return <EndOfCases source={sourceOfQuery(mode, query)} />;
}
