import { randomUUID } from "node:crypto";
import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import type { Box } from "../../domain/geometry";
import { PHASES } from "../../domain/phases";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { contextOf, type MadeCase, makeCase, makeInstitution, makeUser } from "../testing/factories";

const HIT: Box = [100, 100, 300, 300];
const MISS: Box = [600, 300, 700, 400];

/** A program with one cohort of residents who have answered cases, its figures kept. */
export async function aProgram(
  db: Database,
  now: Date,
  options: { residents?: number; cases?: number } = {},
) {
  const institutionId = await makeInstitution(db);
  const cohort = await db.prisma.cohort.create({
    data: { institutionId, name: "Class of 2026" },
  });
  const cases = await Promise.all(
    Array.from({ length: options.cases ?? 4 }, (_, i) =>
      makeCase(db, institutionId, { phase: PHASES[i % 4]! }),
    ),
  );
  const residents = await Promise.all(
    Array.from({ length: options.residents ?? 4 }, () => addResident(db, institutionId, cohort.id)),
  );
  for (const [r, resident] of residents.entries()) {
    for (const [c, made] of cases.entries()) await answer(db, resident, made, { hit: (r + c) % 3 > 0, now });
  }
  await refreshDueFigures(db, now);
  const [director, faculty] = [
    await makeUser(db, institutionId, "director"),
    await makeUser(db, institutionId, "faculty"),
  ];
  return { institutionId, cohort, cases, residents, director, faculty };
}

/** A resident in the second year of training, in a cohort since ever. */
export async function addResident(db: Database, institutionId: string, cohortId: string): Promise<User> {
  const resident = await makeUser(db, institutionId);
  await db.prisma.membership.create({ data: { userId: resident.id, cohortId, joinedAt: new Date(0) } });
  await db.prisma.training.create({ data: { userId: resident.id, since: new Date("2025-07-01"), year: 2 } });
  return resident;
}

/** A first answer: right in phase and zone, or wrong in both, and sure of it. */
export async function answer(
  db: Database,
  who: User,
  made: MadeCase,
  { hit, now, assignmentId }: { readonly hit: boolean; readonly now: Date; readonly assignmentId?: string },
): Promise<void> {
  const version = await db.prisma.caseVersion.findUniqueOrThrow({ where: { id: made.versionId } });
  const phase = hit ? version.phase! : PHASES[(PHASES.indexOf(version.phase!) + 1) % 4]!;
  const id = randomUUID();
  const ctx = contextOf(db, who, now);
  const locked = await lockPhase(ctx, { id, caseId: made.id, assignmentId, phase, phaseConfidence: 0.9 });
  const stored = await submitZone(ctx, id, { box: hit ? HIT : MISS, zoneConfidence: 0.8, elapsedMs: 4000 });
  if (!locked.ok || !stored.ok) throw new Error("The answer was not taken.");
}
