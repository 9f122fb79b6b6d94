import type { Metadata } from "next";
import { toParams } from "@/components/readers/run-addresses";
import { RunView } from "@/components/readers/run-view";
import { readCaseQuery } from "@/lib/domain/readers/case-list";
import { t } from "@/lib/language/t";
import { getRun } from "@/lib/services/readers/get-run";
import { listRunCases } from "@/lib/services/readers/list-run-cases";
import { found, signedIn } from "../../../../_server/signed-in";

export const metadata: Metadata = { title: t`A model run` };

export default async function RunPage({ params, searchParams }: PageProps<"/readers/runs/[id]">) {
  const [{ id }, asked] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/readers/runs/${id}`);
  const address = toParams(asked);
  const query = readCaseQuery(address);
  const run = found(await getRun(ctx, { runId: id, split: address.get("split") }));
  const cases = await listRunCases(ctx, {
    runId: id,
    split: run.split,
    query,
    after: address.get("after"),
  });
  return (
    <RunView
      run={run}
      query={query}
      after={address.get("after")}
      cases={cases.ok ? cases.value : null}
      timeZone={ctx.actor.timeZone}
    />
  );
}
