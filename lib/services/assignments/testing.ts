import { randomUUID } from "node:crypto";
import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import type { NewAssignment } from "../../domain/assignments/input";
import type { MadeCase } from "../testing/factories";

/** A published, shared set of cases in their order. */
export async function makeSet(
  db: Database,
  institutionId: string,
  cases: readonly MadeCase[],
  options: { status?: "draft" | "published" | "archived"; shared?: boolean; authorId?: string } = {},
): Promise<string> {
  const { id } = await db.prisma.caseSet.create({
    data: {
      institutionId,
      name: `Set ${randomUUID()}`,
      status: options.status ?? "published",
      shared: options.shared ?? true,
      authorId: options.authorId ?? null,
      items: { create: cases.map((made, index) => ({ caseId: made.id, position: index + 1 })) },
    },
  });
  return id;
}

/** A cohort with its residents. */
export async function makeCohort(
  db: Database,
  institutionId: string,
  residents: readonly User[],
): Promise<string> {
  const { id } = await db.prisma.cohort.create({
    data: {
      institutionId,
      name: `Cohort ${randomUUID()}`,
      memberships: { create: residents.map((resident) => ({ userId: resident.id })) },
    },
  });
  return id;
}

/** What a form sends: an exam over a day of 2026-03-02, whose dates are all in UTC. */
export const examInput = (caseSetId: string, audience: { cohortIds?: string[]; userIds?: string[] }) => ({
  name: "An exam",
  instructions: "",
  caseSetId,
  mode: "exam" as const,
  opens: "2026-03-02T08:00",
  due: "2026-03-04T18:00" as string | null,
  closes: "2026-03-06T18:00" as string | null,
  timeLimitMinutes: null as number | null,
  attemptsAllowed: 1,
  shuffled: true,
  modelShown: true,
  release: { kind: "by-hand" } as NewAssignment["release"],
  audience: { cohortIds: [] as string[], userIds: [] as string[], ...audience },
});
