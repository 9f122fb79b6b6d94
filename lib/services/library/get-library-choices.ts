import { may } from "../../auth/policy";
import type { LibraryChoices } from "../../domain/library/views";
import { setStatusSchema } from "../../domain/set-status";
import { visibleSets } from "../../sql/case-sets";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const inLibrary = { publication: "published", currentVersion: { phase: { not: null } } } as const;
const byName = { orderBy: { name: "asc" }, select: { id: true, name: true } } as const;

/** What the library can be filtered by, and rules made of: datasets, their videos, runs, sets and cohorts. */
export async function getLibraryChoices(ctx: Context): Promise<Result<LibraryChoices>> {
  const { actor, db } = ctx;
  if (!may(actor, "build-sets")) return notFound("page");
  const { institutionId } = actor;
  const [datasets, runs, sets, cohorts] = await Promise.all([
    db.prisma.dataset.findMany({
      // One that nothing is published of yet has no case to filter by, nor to choose.
      where: {
        institutionId,
        publication: "published",
        videos: { some: { cases: { some: inLibrary } } },
      },
      orderBy: { name: "asc" },
      select: { id: true, name: true, videos: { ...byName, where: { cases: { some: inLibrary } } } },
    }),
    db.prisma.modelRun.findMany({
      where: { shown: true, dataset: { institutionId, publication: "published" } },
      orderBy: [{ model: { name: "asc" } }, { createdAt: "asc" }],
      select: { id: true, name: true, model: { select: { name: true } } },
    }),
    db.prisma.caseSet.findMany({
      where: visibleSets(actor, may(actor, "oversee-sets")),
      orderBy: { name: "asc" },
      select: { id: true, name: true, status: true },
    }),
    db.prisma.cohort.findMany({ where: { institutionId }, ...byName }),
  ]);
  return succeed({
    datasets,
    runs: runs.map(({ id, name, model }) => ({ id, model: model.name, run: name })),
    sets: sets.map(({ id, name, status }) => ({ id, name, status: setStatusSchema.parse(status) })),
    cohorts,
  });
}
