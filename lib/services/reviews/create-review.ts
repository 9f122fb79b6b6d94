import { randomInt, randomUUID } from "node:crypto";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Prisma } from "../../db/generated/client";
import type { Rationale } from "../../domain/rationale";
import { chooseCases } from "../../domain/reviews/choose-cases";
import { drawLots } from "../../domain/reviews/draw-lots";
import { MOST_REVIEWED_CASES, type NewReview, newReviewSchema } from "../../domain/reviews/new-review";
import { seededRandom } from "../../domain/statistics/random";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { type Candidate, loadCandidates, type NamedSource } from "./parts/load-candidates";

/** Lots that nobody can draw again: not even who knows the seed can tell whose text is whose. */
const lots = (): number => randomInt(2 ** 32) / 2 ** 32;

/** Thousands of rows are written at once. */
const TIMEOUT_MS = 60_000;

/**
 * Makes a blind review: chooses its cases by the seed, keeps their texts as they are now, and draws which source
 * stands under which letter, for each reviewer and case anew.
 */
export async function createReview(
  ctx: Context,
  input: Input<typeof newReviewSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "review")) return notFound("page");
  const parsed = newReviewSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { reviewers, seed, name, cases: wanted, datasetId, split, sources } = parsed.data;
  const clinicians = await db.prisma.user.count({
    where: {
      id: { in: reviewers },
      institutionId: actor.institutionId,
      role: { in: ["faculty", "director"] },
      deactivatedAt: null,
    },
  });
  if (clinicians < reviewers.length) return notFound("reviewer among your faculty and directors");
  const found = await loadCandidates(db, actor.institutionId, { datasetId, split, sources }, reviewers, now);
  if (!found.ok) return found;
  const chosen = chooseCases(found.value.cases, wanted ?? MOST_REVIEWED_CASES, seededRandom(seed));
  if (chosen.length === 0) {
    return fail("conflict", "There is no case that all of these sources have a whole rationale of.");
  }
  return db.prisma.$transaction(
    async (tx): Promise<Result<{ readonly id: string }>> => {
      const [made] = await tx.blindReview.createManyAndReturn({
        data: {
          institutionId: actor.institutionId,
          datasetId,
          split,
          name,
          seed,
          makerId: actor.id,
          createdAt: now,
        },
        skipDuplicates: true,
      });
      if (!made) return fail("conflict", `There is a review called “${name}” already. Choose another name.`);
      await writeReview(tx, made.id, chosen, found.value.sources, reviewers);
      await audit(tx, actor, now, made.id, parsed.data, chosen.length);
      return succeed({ id: made.id });
    },
    { timeout: TIMEOUT_MS },
  );
}

async function writeReview(
  tx: Prisma.TransactionClient,
  reviewId: string,
  chosen: readonly Candidate[],
  named: readonly NamedSource[],
  reviewers: readonly string[],
): Promise<void> {
  const sources = named.map(({ source, model, run }, index) => ({
    id: randomUUID(),
    reviewId,
    number: index + 1,
    isReference: source === "reference",
    runId: source === "reference" ? null : source,
    model,
    run,
  }));
  const cases = chosen.map((candidate) => ({ id: randomUUID(), candidate }));
  const drawn = drawLots(reviewers, cases, sources, lots).map(({ reviewer, items }, index) => ({
    userId: reviewer,
    number: index + 1,
    items: items.map((item, place) => ({ ...item, id: randomUUID(), position: place + 1 })),
  }));
  await tx.blindReviewSource.createMany({ data: sources });
  await tx.blindReviewCase.createMany({
    data: cases.map(({ id, candidate }) => ({ id, reviewId, versionId: candidate.versionId })),
  });
  await tx.blindReviewText.createMany({
    data: cases.flatMap(({ id, candidate }) =>
      candidate.texts.map((text: Rationale, index) => ({
        reviewCaseId: id,
        sourceId: sources[index]!.id,
        ...text,
      })),
    ),
  });
  await tx.blindReviewer.createMany({
    data: drawn.map(({ userId, number }) => ({ reviewId, userId, number })),
  });
  await tx.blindReviewItem.createMany({
    data: drawn.flatMap(({ userId, items }) =>
      items.map(({ id, position, reviewCase }) => ({
        id,
        reviewId,
        userId,
        position,
        reviewCaseId: reviewCase.id,
      })),
    ),
  });
  await tx.blindReviewOption.createMany({
    data: drawn.flatMap(({ items }) =>
      items.flatMap((item) =>
        item.sources.map(({ id }, index) => ({ itemId: item.id, position: index + 1, sourceId: id })),
      ),
    ),
  });
}

async function audit(
  tx: Prisma.TransactionClient,
  actor: User,
  at: Date,
  reviewId: string,
  { sources, reviewers, seed }: NewReview,
  cases: number,
): Promise<void> {
  await writeAudit(tx, { actor, now: at }, [
    { action: "review.create", subject: reviewId, detail: { sources, reviewers, seed, cases } },
  ]);
}
