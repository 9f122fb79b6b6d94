import { cases } from "@/lib/contract/cases";
import type { PracticeCase } from "@/lib/domain/attempts/views";
import { nextCases } from "@/lib/services/practice/next-cases";
import { succeed } from "@/lib/services/result";
import { serve } from "../../_http/serve";

const list = (ids: string | undefined): string[] => ids?.split(",").filter(Boolean) ?? [];

export const GET = serve(cases.next, async (ctx, { query }) => {
  const { exclude, skip, limit, again, sitting } = query;
  const found = await nextCases(ctx, {
    exclude: [...list(exclude), ...list(skip)],
    limit: limit === undefined ? undefined : Number(limit),
    again: again === "1",
    // A page that names what it holds says by itself that nothing new is left.
    repeats: exclude === undefined,
    sitting,
  });
  if (!found.ok) return found;
  const { next, cases: some, sitting: held } = found.value;
  return succeed({ case: next && toPracticeCase(next), sitting: held, cases: some });
});

/** As the list of cases has it. */
const toPracticeCase = ({ id, width, height, frameUrl, answered }: PracticeCase): PracticeCase => ({
  ...{ id, width, height, frameUrl, answered },
});
