import type { Metadata } from "next";
import { Player } from "@/components/quiz/player";
import { FIRST_MODE } from "@/lib/domain/attempts/mode";
import { modeSchema } from "@/lib/domain/attempts/mode-schema";
import { t } from "@/lib/language/t";
import { getStageCase } from "@/lib/services/cases/get-stage-case";
import { nextCases } from "@/lib/services/practice/next-cases";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Practise` };

/** How many cases the player holds ready behind the one on stage. */
const AHEAD = 3;

export default async function PracticeCase({ params, searchParams }: PageProps<"/practice/[caseId]">) {
  const [{ caseId }, query] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/practice/${caseId}`);
  const again = query.again === "1";
  const [stageCase, coming] = await Promise.all([
    getStageCase(ctx, caseId),
    nextCases(ctx, { exclude: [caseId], limit: AHEAD, again, beside: caseId }),
  ]);
  const initial = found(stageCase);
  const { cases, sitting, besidePlace } = found(coming);
  return (
    <Player
      initial={besidePlace === null ? initial : { ...initial, number: besidePlace }}
      mode={initial.open?.mode ?? modeSchema.catch(FIRST_MODE).parse(query.mode)}
      upcoming={cases}
      sitting={sitting}
      userId={ctx.actor.id}
      again={again}
      secondLook={query.look === "2"}
    />
  );
}
