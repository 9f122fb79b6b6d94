import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { ReviewItem } from "../../domain/reviews/views";
import type { Context } from "../context";
import { contextOf, makeInstitution, makeUser } from "../testing/factories";
import { closeReview } from "./close-review";
import { countCandidates } from "./count-candidates";
import { createReview } from "./create-review";
import { getReview } from "./get-review";
import { getReviewChoices } from "./get-review-choices";
import { getReviewItem } from "./get-review-item";
import { getReviewResults } from "./get-review-results";
import { JUDGEMENT_COLUMNS, listJudgements } from "./list-judgements";
import { listReviews } from "./list-reviews";
import { saveJudgement } from "./save-judgement";
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

/** Judges as the texts say: the source in hand is told by its words, which tests alone know. */
async function judgeAll(
  actor: User,
  reviewId: string,
  best: string,
  right: readonly string[],
): Promise<void> {
  const { progress } = await itemAt(actor, reviewId, 1);
  for (let position = 1; position <= progress.of; position++) {
    const { id, texts } = await itemAt(actor, reviewId, position);
    const says = (word: string) => texts.find(({ rationale }) => rationale.location.includes(word))!.letter;
    const marks = Object.fromEntries(texts.map(({ letter }) => [letter, 0]));
    for (const word of right) marks[says(word)] = 1;
    const saved = await saveJudgement(as(actor), { reviewId, itemId: id }, { best: says(best), marks });
    expect(saved).toMatchObject({ ok: true, value: { complete: true, done: position } });
  }
}

describe("what a reviewer sees", () => {
  it("tells nothing of where a text is from", async () => {
    const id = await made();
    const sources = await db.prisma.blindReviewSource.findMany({ where: { reviewId: id } });
    const cases = await db.prisma.blindReviewCase.findMany({ where: { reviewId: id } });
    const secrets = [
      ...sources.map((source) => source.id),
      ...cases.flatMap((each) => [each.id, each.versionId]),
      ...ground.runs,
      ...ground.models,
      ...ground.caseIds,
      ground.datasetId,
    ];
    for (let position = 1; position <= 8; position++) {
      const item = await itemAt(reviewers[0]!, id, position);
      const bytes = JSON.stringify(item);
      for (const secret of secrets) expect(bytes).not.toContain(secret);
      expect(bytes).not.toMatch(/reference|model|\brun\b|source|phase|video/i);
      expect(item.texts.map(({ letter }) => letter)).toEqual(["A", "B", "C"]);
      for (const { rationale } of item.texts) {
        expect(Object.keys(rationale)).toEqual(["location", "exposure", "nextAction", "criticalRisk"]);
      }
    }
    const [summary] = taken(await listReviews(as(reviewers[0]!)));
    const overview = taken(await getReview(as(reviewers[0]!), id));
    for (const secret of secrets) expect(JSON.stringify([summary, overview])).not.toContain(secret);
  });

  it("comes in an order of each reviewer’s own, under ids that nobody else has", async () => {
    const id = await made();
    const seen = await Promise.all(
      reviewers.map(async (reviewer) => {
        const items = await Promise.all(
          Array.from({ length: 8 }, (_, index) => itemAt(reviewer, id, index + 1)),
        );
        return {
          ids: items.map((item) => item.id),
          locations: items.map(({ texts }) => texts.map((text) => text.rationale.location)),
        };
      }),
    );
    expect(new Set(seen.flatMap(({ ids }) => ids)).size).toBe(16);
    // That eight cases of three texts come in the same order twice happens once in 67 thousand million.
    expect(seen[0]!.locations).not.toEqual(seen[1]!.locations);
    expect(seen[0]!.locations.flat().sort()).toEqual(seen[1]!.locations.flat().sort());
  });

  it("shows who manages it the progress of each reviewer and, unless they judge too, what is compared", async () => {
    const id = await made();
    await judgeAll(reviewers[0]!, id, "first", ["first"]);
    const overview = taken(await getReview(as(maker), id));
    expect(overview.mine).toBeNull();
    expect(overview.progress!.map(({ done, of }) => [done, of]).sort()).toEqual([
      [0, 8],
      [8, 8],
    ]);
    expect(overview.sources).toHaveLength(3);
    const own = taken(await getReview(as(reviewers[0]!), id));
    expect(own).toMatchObject({ mine: { done: 8, of: 8 }, next: null, progress: null, sources: null });
    const both = taken(await getReview(as(maker), await made({ reviewers: [maker.id] })));
    expect(both).toMatchObject({ sources: null, next: 1, progress: [{ done: 0, of: 8 }] });
  });
});

describe("a judgement", () => {
  let id: string;
  let item: ReviewItem;
  const save = (body: unknown, actor = reviewers[0]!) =>
    saveJudgement(as(actor), { reviewId: id, itemId: item.id }, body as never);

  beforeEach(async () => {
    id = await made();
    item = await itemAt(reviewers[0]!, id, 3);
  });

  it("is stored in part and in full, and can be changed", async () => {
    expect(await save({ best: "B", marks: {} })).toEqual({
      ok: true,
      value: { complete: false, done: 0, of: 8 },
    });
    expect((await itemAt(reviewers[0]!, id, 3)).judgement).toEqual({
      best: "B",
      marks: { A: null, B: null, C: null },
    });
    expect(await save({ best: "B", marks: { A: 0, B: 1, C: 0 } })).toMatchObject({
      value: { complete: true, done: 1 },
    });
    expect(await save({ best: "A", marks: { A: 1, B: null, C: 0 } })).toMatchObject({
      value: { complete: false, done: 0 },
    });
    expect(await itemAt(reviewers[0]!, id, 3)).toMatchObject({
      judgement: { best: "A", marks: { A: 1, B: null, C: 0 } },
      nextOpen: 4,
    });
    expect(taken(await getReview(as(reviewers[0]!), id)).next).toBe(1);
  });

  it("is written to the audit trail once for each change", async () => {
    const body = { best: "C", marks: { A: 0, B: 1, C: 1 } };
    const results = await Promise.all(Array.from({ length: 5 }, () => save(body)));
    expect(results.map(code)).toEqual(Array(5).fill("ok"));
    const trail = await db.prisma.auditEvent.findMany({ where: { subjectId: item.id } });
    expect(trail).toMatchObject([{ action: "judgement.save", actorId: reviewers[0]!.id, detail: body }]);
  });

  it.each([
    ["a letter that no text has", { best: "D", marks: {} }],
    ["a mark for one", { best: null, marks: { D: 1 } }],
    ["a letter that there is not", { best: "E", marks: {} }],
    ["a mark of 2", { best: null, marks: { A: 2 } }],
    ["no marks", { best: "A" }],
    ["more than there is", { best: "A", marks: {}, source: 1 }],
  ])("is refused with %s", async (_, body) => {
    expect(code(await save(body))).toBe("invalid");
    expect((await itemAt(reviewers[0]!, id, 3)).judgement.best).toBeNull();
  });

  it("is nobody else’s to see or to change", async () => {
    const body = { best: "A", marks: {} };
    const director = await makeUser(db, institution, "director");
    const elsewhere = await makeUser(db, await makeInstitution(db), "admin");
    for (const actor of [reviewers[1]!, maker, director, elsewhere, await makeUser(db, institution)]) {
      expect(code(await save(body, actor))).toBe("not-found");
    }
    for (const actor of [maker, director, elsewhere, await makeUser(db, institution)]) {
      expect(code(await getReviewItem(as(actor), { reviewId: id, position: 1 }))).toBe("not-found");
    }
    const other = await made();
    expect(
      code(await saveJudgement(as(reviewers[0]!), { reviewId: other, itemId: item.id }, body as never)),
    ).toBe("not-found");
  });
});

describe("who has to do with a review", () => {
  it("are its maker, its reviewers, and the institution’s directors and admins", async () => {
    const id = await made();
    const colleague = await makeUser(db, institution, "faculty");
    const seen = async (actor: User) => [
      code(await getReview(as(actor), id)),
      taken(await listReviews(as(actor))).length,
    ];
    for (const actor of [
      maker,
      ...reviewers,
      await makeUser(db, institution, "director"),
      await makeUser(db, institution, "admin"),
    ]) {
      expect(await seen(actor)).toEqual(["ok", 1]);
    }
    const strangers = await makeInstitution(db);
    for (const role of ["faculty", "director", "admin"] as const) {
      expect(await seen(await makeUser(db, strangers, role))).toEqual(["not-found", 0]);
    }
    expect(await seen(colleague)).toEqual(["not-found", 0]);
    expect(code(await closeReview(as(colleague), id))).toBe("not-found");
    expect(code(await closeReview(as(reviewers[0]!), id))).toBe("forbidden");
    expect(code(await closeReview(as(await makeUser(db, institution, "director")), id))).toBe("ok");
  });

  it("are never residents, even who was a reviewer once", async () => {
    const id = await made();
    await db.prisma.user.update({ where: { id: reviewers[0]!.id }, data: { role: "resident" } });
    const resident: User = { ...reviewers[0]!, role: "resident" };
    const item = await itemAt(reviewers[1]!, id, 1);
    expect([
      code(await listReviews(as(resident))),
      code(await getReviewChoices(as(resident))),
      code(await countCandidates(as(resident), {})),
      code(await createReview(as(resident), draft())),
      code(await getReview(as(resident), id)),
      code(await getReviewItem(as(resident), { reviewId: id, position: 1 })),
      code(await saveJudgement(as(resident), { reviewId: id, itemId: item.id }, { best: "A", marks: {} })),
      code(await closeReview(as(resident), id)),
      code(await getReviewResults(as(resident), id)),
      code(await listJudgements(as(resident), id, { names: false })),
    ]).toEqual(Array(10).fill("not-found"));
  });
});

describe("the closing", () => {
  it("comes before the key, for everybody", async () => {
    const id = await made();
    for (const actor of [maker, reviewers[0]!, await makeUser(db, institution, "admin")]) {
      expect(code(await getReviewResults(as(actor), id))).toBe("conflict");
      expect(code(await listJudgements(as(actor), id, { names: false }))).toBe("conflict");
    }
  });

  it("is final, and audited once", async () => {
    const id = await made();
    const item = await itemAt(reviewers[0]!, id, 1);
    const closings = await Promise.all([closeReview(as(maker), id), closeReview(as(maker), id)]);
    expect(closings[0]).toEqual(closings[1]);
    expect(
      code(
        await saveJudgement(as(reviewers[0]!), { reviewId: id, itemId: item.id }, { best: "A", marks: {} }),
      ),
    ).toBe("conflict");
    expect(code(await getReviewItem(as(reviewers[0]!), { reviewId: id, position: 1 }))).toBe("conflict");
    expect(await db.prisma.auditEvent.count({ where: { subjectId: id, action: "review.close" } })).toBe(1);
  });

  it("gives each source its selected ratio and accuracy, and the agreement", async () => {
    const id = await made();
    await judgeAll(reviewers[0]!, id, "first", ["first", "by hands"]);
    await judgeAll(reviewers[1]!, id, "first", ["first"]);
    await closeReview(as(maker), id);
    const results = taken(await getReviewResults(as(reviewers[0]!), id));
    const [reference, first, second] = results.sources;
    expect(reference).toMatchObject({
      isReference: true,
      model: null,
      selected: { yes: 0, n: 16, share: 0 },
      accuracy: { yes: 8, n: 16, share: 0.5 },
    });
    expect(first).toMatchObject({
      model: ground.models[0],
      selected: { yes: 16, n: 16, share: 1 },
      accuracy: { share: 1 },
      byPhase: { A: { selected: { n: 4 } } },
    });
    expect(second).toMatchObject({ selected: { share: 0 }, accuracy: { share: 0 } });
    // Always the same best: nothing to disagree about. Marks agree on two texts of three.
    expect(results.onBest).toEqual({ alpha: null, units: 8 });
    expect(results.onMarks.units).toBe(24);
    // 48 values, 24 of each kind, 8 of 24 pairs differ: 1 − 47 × 16 / (2 × 24 × 24).
    expect(results.onMarks.alpha).toBeCloseTo(1 - (47 * 16) / (2 * 24 * 24), 12);
    expect(results.key).toHaveLength(8);
    for (const { judgements } of results.key) {
      expect(judgements.map(({ reviewer }) => reviewer)).toEqual([1, 2]);
      for (const { options } of judgements) {
        expect(options.map(({ source, best }) => [source, best])).toEqual([
          [1, false],
          [2, true],
          [3, false],
        ]);
        expect(options.map(({ letter }) => letter).sort()).toEqual(["A", "B", "C"]);
      }
    }
  });

  it("gives all judgements as rows, with reviewers by number unless who manages it asks for names", async () => {
    const id = await made({ reviewers: [reviewers[0]!.id] });
    const item = await itemAt(reviewers[0]!, id, 1);
    await saveJudgement(
      as(reviewers[0]!),
      { reviewId: id, itemId: item.id },
      { best: "B", marks: { A: 0, B: 1 } },
    );
    await closeReview(as(maker), id);
    const { rows } = taken(await listJudgements(as(maker), id, { names: false }));
    expect(rows).toHaveLength(24);
    const column = (name: (typeof JUDGEMENT_COLUMNS)[number]) =>
      rows.map((row) => row[JUDGEMENT_COLUMNS.indexOf(name)]);
    expect(new Set(column("reviewer"))).toEqual(new Set(["R1"]));
    expect(new Set(column("source"))).toEqual(new Set(["reference", "model"]));
    expect(
      column("best")
        .filter((best) => best !== null)
        .sort(),
    ).toEqual([0, 0, 1]);
    expect(
      column("correct")
        .filter((correct) => correct !== null)
        .sort(),
    ).toEqual([0, 1]);
    expect(column("judged_at").filter(Boolean)).toEqual(Array(3).fill(NOW.toISOString()));
    const named = taken(await listJudgements(as(maker), id, { names: true }));
    expect(named.rows[0]![1]).toBe(reviewers[0]!.name);
    expect(code(await listJudgements(as(reviewers[0]!), id, { names: true }))).toBe("forbidden");
  });
});
