import { randomInt } from "node:crypto";
import type { Metadata } from "next";
import { NewSet } from "@/components/case-sets/new-set";
import { toParams } from "@/components/readers/run-addresses";
import { t } from "@/lib/language/t";
import { getLibraryChoices } from "@/lib/services/library/get-library-choices";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`New set` };

export default async function NewSetPage({ searchParams }: PageProps<"/case-sets/new">) {
  const [ctx, asked] = await Promise.all([signedIn("/case-sets/new"), searchParams]);
  const choices = found(await getLibraryChoices(ctx));
  const by = toParams(asked).get("by");
  return (
    <NewSet
      way={by === "rule" || by === "forms" ? by : "hand"}
      choices={choices}
      seed={randomInt(1_000_000)}
    />
  );
}
