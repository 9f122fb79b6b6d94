import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { ReviewItem } from "../../domain/reviews/views";
import type { Context } from "../context";
import { contextOf, makeAssignment, makeInstitution, makeUser } from "../testing/factories";
import { closeReview } from "./close-review";
import { countCandidates } from "./count-candidates";
import { createReview } from "./create-review";
import { getReview } from "./get-review";
import { getReviewChoices } from "./get-review-choices";
import { getReviewItem } from "./get-review-item";
import { getReviewResults } from "./get-review-results";
import { code, draftReview, makeClinicians, makeReviewGround, type ReviewGround, taken } from "./testing";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");

let institution: string;
let maker: User;
let reviewers: User[];
let ground: ReviewGround;

beforeEach(async () => {
  institution = await makeInstitution(db);
  [maker, ...reviewers] = (await makeClinicians(db, institution, 3)) as [User, ...User[]];
  ground = await makeReviewGround(db, institution);
});

const as = (actor: User): Context => contextOf(db, actor, NOW);
const draft = (over: object = {}) => draftReview(ground, reviewers, over);
const made = async (over: object = {}): Promise<string> =>
  taken(await createReview(as(maker), draft(over))).id;
const itemAt = async (actor: User, reviewId: string, position: number): Promise<ReviewItem> =>
  taken(await getReviewItem(as(actor), { reviewId, position }));

describe("making a review", () => {
  it("takes cases evenly over the phases, the same for the same seed", async () => {
    const versions = async (id: string) =>
      (await db.prisma.blindReviewCase.findMany({ where: { reviewId: id }, include: { version: true } })).map(
        ({ version }) => version,
      );
    const [first, again, other] = await Promise.all(
      [7, 7, 8].map(async (seed) => versions(await made({ cases: 4, seed }))),
    );
    expect(first!.map(({ phase }) => phase).sort()).toEqual(["A", "B", "C", "D"]);
    const ids = (each: { id: string }[] | undefined) => each!.map(({ id }) => id).sort();
    expect(ids(again)).toEqual(ids(first));
    expect(ids(other)).not.toEqual(ids(first));
  });

  it("takes the split that is asked for, and leaves out what a source doesn’t wholly say, or says alike", async () => {
    await db.prisma.prediction.update({
      where: { runId_caseId: { runId: ground.runs[0], caseId: ground.caseIds[0]! } },
      data: {
        rationale: { location: "Here.", exposure: "", nextAction: "Clip.", criticalRisk: "The duct." },
      },
    });
    await db.prisma.prediction.delete({
      where: { runId_caseId: { runId: ground.runs[1], caseId: ground.caseIds[2]! } },
    });
    const { rationale } = await db.prisma.prediction.findUniqueOrThrow({
      where: { runId_caseId: { runId: ground.runs[0], caseId: ground.caseIds[4]! } },
    });
    await db.prisma.prediction.update({
      where: { runId_caseId: { runId: ground.runs[1], caseId: ground.caseIds[4]! } },
      data: { rationale: rationale! },
    });
    const scope = { datasetId: ground.datasetId, split: null, sources: ["reference", ...ground.runs] };
    expect(await countCandidates(as(maker), scope)).toEqual({
      ok: true,
      value: { n: 5, byPhase: { A: 0, B: 2, C: 1, D: 2 }, incomplete: 2, same: 1 },
    });
    expect(await countCandidates(as(maker), { ...scope, split: "train" })).toMatchObject({ value: { n: 1 } });
    const overview = taken(await getReview(as(maker), await made({ split: "train" })));
    expect(overview).toMatchObject({ cases: 1, split: "train" });
  });

  it("leaves out what an exam holds back from a reviewer", async () => {
    const [caseId] = ground.caseIds;
    const held = { id: caseId!, versionId: "", runId: "" };
    await makeAssignment(db, institution, [held], [reviewers[0]!]);
    expect(taken(await getReview(as(maker), await made())).cases).toBe(7);
  });

  it.each([
    ["one source", { sources: ["reference"] }],
    ["the same source twice", { sources: ["reference", "reference"] }],
    ["no reviewer", { reviewers: [] }],
    ["no name", { name: "  " }],
    ["no case", { cases: 0 }],
    ["a field that there is not", { key: true }],
  ])("refuses %s with a sentence", async (_, over) => {
    const result = await createReview(as(maker), draft(over));
    expect(code(result)).toBe("invalid");
    expect(!result.ok && result.failure.detail.length).toBeGreaterThan(10);
  });

  it("finds no run, dataset or reviewer of elsewhere, and no reviewer who is no clinician", async () => {
    const elsewhere = await makeInstitution(db);
    const there = await makeReviewGround(db, elsewhere, { cases: 1 });
    const [stranger] = await makeClinicians(db, elsewhere, 1);
    const resident = await makeUser(db, institution);
    for (const over of [
      { datasetId: there.datasetId },
      { sources: ["reference", there.runs[0]] },
      { reviewers: [stranger!.id] },
      { reviewers: [resident.id] },
      { reviewers: [randomUUID()] },
    ]) {
      expect([over, code(await createReview(as(maker), draft(over)))]).toEqual([over, "not-found"]);
    }
    expect(await db.prisma.blindReview.count({ where: { institutionId: institution } })).toBe(0);
  });

  it("refuses a name that is taken, even twice at once, and a review without cases", async () => {
    const name = `Review ${randomUUID()}`;
    const sent = { ...draft({ name: "Sent twice" }), id: randomUUID() };
    const same = await Promise.all([1, 2, 3].map(() => createReview(as(maker), sent)));
    for (const each of same) expect(each).toEqual({ ok: true, value: { id: sent.id } });
    const results = await Promise.all([1, 2].map(() => createReview(as(maker), draft({ name }))));
    expect(results.map(code).sort()).toEqual(["conflict", "ok"]);
    await db.prisma.prediction.deleteMany({ where: { runId: ground.runs[0] } });
    expect(code(await createReview(as(maker), draft()))).toBe("conflict");
  });

  it("keeps its texts, whatever is imported afterwards", async () => {
    const id = await made();
    const before = await itemAt(reviewers[0]!, id, 1);
    await db.prisma.prediction.deleteMany({ where: { runId: { in: [...ground.runs] } } });
    await db.prisma.modelRun.deleteMany({ where: { id: { in: [...ground.runs] } } });
    expect(await itemAt(reviewers[0]!, id, 1)).toEqual(before);
    await closeReview(as(maker), id);
    expect(taken(await getReviewResults(as(maker), id)).sources.map(({ model }) => model)).toEqual([
      null,
      ...ground.models,
    ]);
  });

  it("offers the institution’s own datasets, runs and clinicians", async () => {
    const choices = taken(await getReviewChoices(as(maker)));
    expect(choices.datasets).toMatchObject([{ id: ground.datasetId, splits: ["train", "test"] }]);
    expect(choices.datasets[0]!.runs.map(({ id }) => id).sort()).toEqual([...ground.runs].sort());
    expect(choices.reviewers.map(({ id }) => id).sort()).toEqual(
      [maker, ...reviewers].map(({ id }) => id).sort(),
    );
  });
});
