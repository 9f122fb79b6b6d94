import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import {
  caseUrl,
  drillUrl,
  firstCaseUrl,
  practiceEndUrl,
  practiceUrl,
  sittingUrl,
  sourceOfQuery,
} from "@/components/quiz/case-addresses";
import { UnfinishedCase } from "@/components/quiz/unfinished-case";
import { FIRST_MODE } from "@/lib/domain/attempts/mode";
import { modeSchema } from "@/lib/domain/attempts/mode-schema";
import { t } from "@/lib/language/t";
import { findUnfinished } from "@/lib/services/attempts/find-unfinished";
import { needsIntroduction } from "@/lib/services/guide/needs-introduction";
import { nextCases } from "@/lib/services/practice/next-cases";
import { found, signedIn } from "../_server/signed-in";
import { toStage } from "../_server/to-stage";

export const metadata: Metadata = { title: t`Practise` };

/**
 * Opens the next case: one not answered yet, with `again` one answered longest ago, or the next of a drill. Asks first
 * where one waits; before a resident’s very first comes the one that explains itself.
 */
export default async function Practice({ searchParams }: PageProps<"/practice">) {
  const query = await searchParams;
  const mode = modeSchema.catch(FIRST_MODE).parse(query.mode);
  const source = sourceOfQuery(mode, query);
  const { again } = source;
  const drill = z.uuid().safeParse(query.sitting).data;
  const ctx = await signedIn(drill ? drillUrl(mode, drill) : practiceUrl(source));
  if (await needsIntroduction(ctx)) redirect(firstCaseUrl(source) as Route);
  const [coming, unfinished] = await Promise.all([
    nextCases(ctx, { limit: 1, again, sitting: drill }),
    findUnfinished(ctx),
  ]);
  const { cases, sitting } = found(coming);
  const [next] = cases;
  const attempt = found(unfinished);
  const others = next !== undefined && next.open === null;
  if (attempt && !(others && query.leave === "1"))
    return (
      <UnfinishedCase
        attempt={attempt}
        source={{ ...source, sitting }}
        others={others}
        timeZone={ctx.actor.timeZone}
      />
    );
  if (!next && drill && sitting) redirect(sittingUrl(sitting.id, source) as Route);
  if (!next) redirect(practiceEndUrl(source) as Route);
  return toStage(caseUrl(source, next.id));
}
