import type { Database } from "../../db/client";
import type { Milestone, MilestoneFigure } from "../../domain/milestones/milestone";

/** A program's milestones in its order. */
export async function loadMilestones(db: Database, institutionId: string): Promise<readonly Milestone[]> {
  const rows = await db.prisma.milestone.findMany({ where: { institutionId }, orderBy: { position: "asc" } });
  return rows.map(({ code, name, figure, levels }) => ({
    code,
    name,
    figure: figure as MilestoneFigure,
    levels,
  }));
}
