import type { Metadata } from "next";
import { LibraryView } from "@/components/library/library-view";
import { toParams } from "@/components/readers/run-addresses";
import { readLibraryQuery } from "@/lib/domain/library/query";
import { t } from "@/lib/language/t";
import { getLibraryChoices } from "@/lib/services/library/get-library-choices";
import { listLibrary } from "@/lib/services/library/list-library";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Library` };

export default async function LibraryPage({ searchParams }: PageProps<"/library">) {
  const [ctx, asked] = await Promise.all([signedIn("/library"), searchParams]);
  const address = toParams(asked);
  const query = readLibraryQuery(address);
  const [choices, page] = await Promise.all([getLibraryChoices(ctx), listLibrary(ctx, { query })]);
  const { sets, ...filters } = found(choices);
  const into = sets.find(({ id, status }) => id === address.get("into") && status === "draft") ?? null;
  const clock = { now: ctx.now.toISOString(), timeZone: ctx.actor.timeZone };
  return (
    <LibraryView choices={{ ...filters, sets }} query={query} page={found(page)} into={into} clock={clock} />
  );
}
