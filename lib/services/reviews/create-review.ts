import { randomInt, randomUUID } from "node:crypto";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { integer, nullable, records, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import type { Rationale } from "../../domain/rationale";
import { chooseCases } from "../../domain/reviews/choose-cases";
import { drawLots } from "../../domain/reviews/draw-lots";
import { MOST_REVIEWED_CASES, newReviewSchema } from "../../domain/reviews/new-review";
import { seededRandom } from "../../domain/statistics/random";
import type { Input } from "../../domain/view";
import { split as splitColumn } from "../../sql/types";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { type Candidate, loadCandidates, type NamedSource } from "./parts/load-candidates";

/** These numbers can't be made again: even somebody who knows the seed can't tell whose text is whose. */
const lots = (): number => randomInt(2 ** 32) / 2 ** 32;

const insertReview = statement({
  name: "insert-review",
  params: {
    id: uuid,
    institutionId: uuid,
    datasetId: uuid,
    split: nullable(splitColumn),
    name: text,
    seed: integer,
    makerId: uuid,
    now: timestamp,
  },
  row: { id: uuid },
  sql: `INSERT INTO blind_review (id, institution_id, dataset_id, split, name, seed, maker_id, created_at)
    VALUES ($id, $institutionId, $datasetId, $split, $name, $seed, $makerId, $now)
    ON CONFLICT DO NOTHING RETURNING id`,
});

const sameReview = statement({
  name: "same-review",
  params: { id: uuid, makerId: uuid, datasetId: uuid, name: text, seed: integer },
  row: { id: uuid },
  sql: `SELECT id FROM blind_review
    WHERE id = $id AND maker_id = $makerId AND dataset_id = $datasetId AND name = $name AND seed = $seed`,
});

/** Writes thousands of rows at once, given as objects by the names of these columns. */
const insertRows = (table: string, columns: string) => {
  const names = columns.split(", ").map((column) => column.split(" ")[0]);
  return statement({
    name: `insert-${table.replaceAll("_", "-")}s`,
    params: { rows: records },
    prepared: false,
    sql: `INSERT INTO ${table} (${names.join(", ")})
      SELECT ${names.map((name) => `x.${name}`).join(", ")} FROM jsonb_to_recordset($rows) AS x(${columns})`,
  });
};

const insertSources = insertRows(
  "blind_review_source",
  `id uuid, review_id uuid, number int, is_reference boolean, run_id uuid, model text, run text`,
);
const insertCases = insertRows("blind_review_case", `id uuid, review_id uuid, version_id uuid`);
const insertTexts = insertRows(
  "blind_review_text",
  `review_case_id uuid, source_id uuid, location text, exposure text, next_action text, critical_risk text`,
);
const insertReviewers = insertRows("blind_reviewer", `review_id uuid, user_id uuid, number int`);
const insertItems = insertRows(
  "blind_review_item",
  `id uuid, review_id uuid, user_id uuid, position int, review_case_id uuid`,
);
const insertOptions = insertRows("blind_review_option", `item_id uuid, position int, source_id uuid`);

/**
 * Makes a blind review: chooses its cases by the seed, keeps their texts as they are now, and draws which source
 * stands under which letter, for each reviewer and case anew. The same again, with the same id, makes no other.
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
  const { id = randomUUID() } = parsed.data;
  const findSame = (on: Queryable) => on.find(sameReview, { id, makerId: actor.id, datasetId, name, seed });
  const earlier = await findSame(db);
  if (earlier) return succeed(earlier);
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
    return fail("conflict", t`There is no case that all of these sources have a whole rationale of.`);
  }
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const made = await tx.find(insertReview, {
      id,
      institutionId: actor.institutionId,
      datasetId,
      split,
      name,
      seed,
      makerId: actor.id,
      now,
    });
    const same = made ? null : await findSame(tx);
    if (same) return succeed(same);
    if (!made) return fail("conflict", t`There is a review called “${name}” already. Choose another name.`);
    await writeReview(tx, made.id, chosen, found.value.sources, reviewers);
    const detail = { sources, reviewers, seed, cases: chosen.length };
    await writeAudit(tx, { actor, now }, [{ action: "review.create", subject: made.id, detail }]);
    return succeed({ id: made.id });
  });
}

async function writeReview(
  tx: Queryable,
  reviewId: string,
  chosen: readonly Candidate[],
  named: readonly NamedSource[],
  reviewers: readonly string[],
): Promise<void> {
  const sources = named.map(({ source, model, run }, index) => ({
    id: randomUUID(),
    review_id: reviewId,
    number: index + 1,
    is_reference: source === "reference",
    run_id: source === "reference" ? null : source,
    model,
    run,
  }));
  const cases = chosen.map((candidate) => ({ id: randomUUID(), candidate }));
  const drawn = drawLots(reviewers, cases, sources, lots).map(({ reviewer, items }, index) => ({
    userId: reviewer,
    number: index + 1,
    items: items.map((item, place) => ({ ...item, id: randomUUID(), position: place + 1 })),
  }));
  await tx.run(insertSources, { rows: sources });
  await tx.run(insertCases, {
    rows: cases.map(({ id, candidate }) => ({ id, review_id: reviewId, version_id: candidate.versionId })),
  });
  await tx.run(insertTexts, {
    rows: cases.flatMap(({ id, candidate }) =>
      candidate.texts.map(({ nextAction, criticalRisk, ...text }: Rationale, index) => ({
        ...text,
        review_case_id: id,
        source_id: sources[index]!.id,
        next_action: nextAction,
        critical_risk: criticalRisk,
      })),
    ),
  });
  await tx.run(insertReviewers, {
    rows: drawn.map(({ userId, number }) => ({ review_id: reviewId, user_id: userId, number })),
  });
  await tx.run(insertItems, {
    rows: drawn.flatMap(({ userId, items }) =>
      items.map(({ id, position, reviewCase }) => ({
        id,
        review_id: reviewId,
        user_id: userId,
        position,
        review_case_id: reviewCase.id,
      })),
    ),
  });
  await tx.run(insertOptions, {
    rows: drawn.flatMap(({ items }) =>
      items.flatMap((item) =>
        item.sources.map(({ id }, index) => ({ item_id: item.id, position: index + 1, source_id: id })),
      ),
    ),
  });
}
