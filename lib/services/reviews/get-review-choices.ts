import { may } from "../../auth/policy";
import type { ReviewChoices } from "../../domain/reviews/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

/** What the actor can make a review of: the institution's datasets with their runs, and its clinicians. */
export async function getReviewChoices(ctx: Context): Promise<Result<ReviewChoices>> {
  const { actor, db } = ctx;
  if (!may(actor, "review")) return notFound("page");
  const { institutionId } = actor;
  const [datasets, reviewers] = await Promise.all([
    db.prisma.dataset.findMany({
      where: { institutionId },
      orderBy: { name: "asc" },
      include: {
        videos: { where: { split: { not: null } }, distinct: ["split"], orderBy: { split: "asc" } },
        modelRuns: { orderBy: [{ model: { name: "asc" } }, { name: "asc" }], include: { model: true } },
      },
    }),
    db.prisma.user.findMany({
      where: { institutionId, role: { in: ["faculty", "director"] }, deactivatedAt: null },
      orderBy: { name: "asc" },
    }),
  ]);
  return succeed({
    datasets: datasets.map(({ id, name, videos, modelRuns }) => ({
      id,
      name,
      splits: videos.flatMap(({ split }) => (split ? [split] : [])),
      runs: modelRuns.map((run) => ({ id: run.id, model: run.model.name, run: run.name })),
    })),
    reviewers: reviewers.map(({ id, name, role }) => ({ id, name, role })),
  });
}
