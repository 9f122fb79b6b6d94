import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { day, text, timestamp } from "../../db/columns";
import { statement } from "../../db/statement";
import { type PageInput, pageInputSchema, periodOf } from "../../domain/cohorts/period";
import { residentFigures } from "../../domain/cohorts/resident-figures";
import type { ResidentPage } from "../../domain/cohorts/views";
import { FORMER_DOMAIN } from "../../domain/people/former";
import { weekIn } from "../../domain/time/week";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadResidentAssignments } from "./load-resident-assignments";
import { loadBand } from "./parts/load-band";
import { loadResidentAnswers } from "./parts/load-resident-answers";
import { loadMemberPeriods, loadResidents } from "./parts/load-residents";

const startOfWeek = statement({
  name: "start-of-week",
  params: { monday: day, timeZone: text },
  row: { at: timestamp },
  sql: "SELECT $monday::timestamp AT TIME ZONE $timeZone AS at",
});

/** A deleted person's remaining answers have no page of their own (docs/leaving.md). */
const former = { email: { endsWith: `@${FORMER_DOMAIN}` } };

/**
 * What a resident's page says. Callers have authorized: it is for those who see residents, and for the resident. Who
 * gives it to somebody else writes down what it was given for.
 */
export async function loadResidentPage(
  ctx: Context & { readonly actor: User },
  input: PageInput,
): Promise<Result<ResidentPage>> {
  const { actor, db, now } = ctx;
  const parsed = pageInputSchema.safeParse(input);
  if (!parsed.success) return notFound("resident");
  const { id, weeks } = parsed.data;
  const resident = await db.prisma.user.findFirst({
    where: { id, institutionId: actor.institutionId, role: "resident", NOT: former },
    include: {
      memberships: { include: { cohort: true }, orderBy: [{ joinedAt: "asc" }, { cohortId: "asc" }] },
      training: { orderBy: { since: "asc" } },
      notes: { include: { author: true }, orderBy: [{ createdAt: "desc" }, { id: "asc" }] },
    },
  });
  if (!resident) return notFound("resident");
  const monday = weekIn(actor.timeZone)(now);
  const asked = periodOf(weeks, monday, null).from;
  const start =
    weeks === "all" ? null : await db.get(startOfWeek, { monday: asked, timeZone: actor.timeZone });
  const current = resident.memberships.findLast(({ leftAt }) => leftAt === null) ?? null;
  const groupId = current?.cohortId ?? actor.institutionId;
  const [answers, periods, assignments] = await Promise.all([
    loadResidentAnswers(db, id, start?.at ?? new Date(0), now),
    loadMemberPeriods(db, [groupId], weeks),
    loadResidentAssignments(ctx, id),
  ]);
  const [row] = await loadResidents(db, [id], periods, () => groupId, weeks, now);
  const { failures, ...figures } = residentFigures(answers, actor.timeZone);
  const period = periodOf(weeks, monday, figures.weeks[0]?.week ?? null);
  const trainingYear = row?.trainingYear ?? null;
  return succeed({
    id,
    name: resident.name,
    email: resident.email,
    active: resident.deactivatedAt === null,
    timeZone: actor.timeZone,
    period,
    trainingYear,
    history: historyOf(resident),
    ...figures,
    failures: { year: trainingYear, ...failures },
    band: current && {
      cohortId: current.cohortId,
      cohort: current.cohort.name,
      weeks: await loadBand(db, current.cohortId, period.from),
    },
    concerns: row?.concerns ?? [],
    assignments,
    notes: resident.notes.map((note) => ({
      id: note.id,
      author: note.author?.name ?? null,
      at: note.createdAt.toISOString(),
      text: note.text,
    })),
  });
}

type Past = {
  readonly memberships: readonly {
    readonly cohort: { readonly id: string; readonly name: string };
    readonly joinedAt: Date;
    readonly leftAt: Date | null;
  }[];
  readonly training: readonly { readonly since: Date; readonly year: number }[];
};

function historyOf({ memberships, training }: Past): ResidentPage["history"] {
  const cohorts = memberships.map(({ cohort, joinedAt, leftAt }) => ({
    kind: "cohort" as const,
    id: cohort.id,
    name: cohort.name,
    from: joinedAt.toISOString(),
    until: leftAt?.toISOString() ?? null,
  }));
  const years = training.map(({ since, year }, index) => ({
    kind: "training" as const,
    id: null,
    name: t`Year ${year}`,
    from: since.toISOString(),
    until: training[index + 1]?.since.toISOString() ?? null,
  }));
  return [...cohorts, ...years].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
