import { may } from "../../auth/policy";
import type { DirectorHome } from "../../domain/homes/views";
import { progressOf } from "../../domain/progress/figures";
import type { Context } from "../context";
import { loadFirstAttempts } from "../progress/load-first-attempts";
import { notFound, type Result, succeed } from "../result";

const lastAnswers = {
  name: "last-answers",
  text: `SELECT user_id, max(zone_at) AS at FROM attempt WHERE user_id = ANY($1::uuid[]) GROUP BY user_id`,
};

/** How the institution's residents do. */
export async function getDirectorHome(ctx: Context): Promise<Result<DirectorHome>> {
  const { actor, db } = ctx;
  if (!may(actor, "see-residents")) return notFound("page");
  const residents = await db.prisma.user.findMany({
    where: { institutionId: actor.institutionId, role: "resident" },
    orderBy: { name: "asc" },
    include: { memberships: { include: { cohort: true } } },
  });
  const ids = residents.map(({ id }) => id);
  const [answers, lasts] = await Promise.all([
    loadFirstAttempts(ctx, ids),
    db.query<{ user_id: string; at: Date | null }>(lastAnswers, [ids]),
  ]);
  const lastOf = new Map(lasts.map((row) => [row.user_id, row.at]));
  return succeed({
    timeZone: actor.timeZone,
    residents: residents.map((resident) => {
      const { n, acc, ha25 } = progressOf(answers.get(resident.id)!).all;
      return {
        id: resident.id,
        name: resident.name,
        email: resident.email,
        cohorts: resident.memberships.map(({ cohort }) => cohort.name),
        active: resident.deactivatedAt === null,
        metrics: { n, acc, ha25 },
        lastAnswerAt: lastOf.get(resident.id)?.toISOString() ?? null,
      };
    }),
  });
}
