import { z } from "zod";
import { may } from "../../auth/policy";
import { periodOf, weeksSchema } from "../../domain/cohorts/period";
import type { Comparison } from "../../domain/cohorts/views";
import { weekIn } from "../../domain/time/week";
import type { Written } from "../../domain/view";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadCohorts } from "./load-cohort";

/** More can't be told apart in one chart. */
const MOST = 6;

const inputSchema = z.object({
  /** Cohorts' ids; those that aren't the actor's are left out, and so is what is beyond six. */
  ids: z.array(z.uuid()).catch([]),
  weeks: weeksSchema,
});

const byName = new Intl.Collator("en", { numeric: true });

/** Some cohorts side by side, as wholes. */
export async function compareCohorts(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<Comparison>> {
  const { actor, db, now } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "see-cohorts") || !parsed.success) return notFound("page");
  const { weeks } = parsed.data;
  const ids = [...new Set(parsed.data.ids)].slice(0, MOST);
  const [cohorts, choices] = await Promise.all([
    loadCohorts(db, actor, ids, weeks, now),
    db.prisma.cohort.findMany({
      where: { institutionId: actor.institutionId },
      select: { id: true, name: true },
    }),
  ]);
  return succeed({
    timeZone: actor.timeZone,
    period: cohorts[0]?.period ?? periodOf(weeks, weekIn(actor.timeZone)(now), null),
    cohorts: cohorts.map(({ id, name, members, figures, weeks: own, byPhase }) => ({
      id,
      name,
      members,
      figures,
      weeks: own,
      byPhase,
    })),
    choices: choices.toSorted((a, b) => byName.compare(a.name, b.name)),
  });
}
