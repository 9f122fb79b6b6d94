import type { Metadata } from "next";
import { HistoryView } from "@/components/progress/history-view";
import { sureOfSchema } from "@/lib/domain/progress/views";
import { t } from "@/lib/language/t";
import { getHistory } from "@/lib/services/progress/get-history";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`History` };

export default async function HistoryPage({ searchParams }: PageProps<"/history">) {
  const query = await searchParams;
  const before = query.before;
  const sure = sureOfSchema.optional().catch(undefined).parse(query.sure);
  const ctx = await signedIn("/history");
  const page = found(await getHistory(ctx, { before, sure }));
  return (
    <HistoryView
      page={page}
      timeZone={ctx.actor.timeZone}
      newest={before === undefined}
      sure={sure ?? null}
    />
  );
}
