import { cases } from "@/lib/contract/cases";
import { nextCases } from "@/lib/services/cases/next-cases";
import { succeed } from "@/lib/services/result";
import { serve } from "../../_http/serve";

export const GET = serve(cases.next, async (ctx, { query: { exclude, limit, again } }) => {
  const found = await nextCases(ctx, {
    exclude: exclude?.split(",").filter(Boolean),
    limit: limit === undefined ? undefined : Number(limit),
    again: again === "1",
  });
  return found.ok ? succeed({ cases: found.value }) : found;
});
