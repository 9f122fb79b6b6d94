import { describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { type LibraryQuery, PLAIN_LIBRARY_QUERY } from "../../domain/library/query";
import type { LibraryPage } from "../../domain/library/views";
import { createCaseSet } from "../case-sets/create-case-set";
import { createForms } from "../case-sets/create-forms";
import { listCaseSets } from "../case-sets/list-case-sets";
import { proposeByRule } from "../case-sets/propose-by-rule";
import { proposeForms } from "../case-sets/propose-forms";
import { aSetSite, measure } from "../case-sets/testing";
import type { Result } from "../result";
import { contextOf, makeUser } from "../testing/factories";
import { getLibraryCase } from "./get-library-case";
import { getLibraryChoices } from "./get-library-choices";
import { listLibrary } from "./list-library";

const db = await testDatabase();

function need<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

const ask = async (
  actor: User,
  query: Partial<LibraryQuery>,
  cursor: string | null = null,
): Promise<LibraryPage> =>
  need(await listLibrary(contextOf(db, actor), { query: { ...PLAIN_LIBRARY_QUERY, ...query }, cursor }));

const idsOf = async (actor: User, query: Partial<LibraryQuery>): Promise<string[]> =>
  (await ask(actor, query)).entries.map(({ id }) => id);

describe("the library", () => {
  it("holds every open case, by video and frame, and no draft", async () => {
    const { faculty, cases, dataset } = await aSetSite(db, { videos: 3 });
    await db.prisma.case.update({ where: { id: cases[1]!.id }, data: { publication: "draft" } });
    const page = await ask(faculty, {});
    expect(page.n).toBe(11);
    expect(page.entries.map(({ id }) => id)).toEqual(
      cases.filter((_, index) => index !== 1).map(({ id }) => id),
    );
    expect(page.entries[0]).toMatchObject({
      video: "V01",
      frame: 0,
      phase: "A",
      difficulty: null,
      answers: 0,
    });
    await db.prisma.dataset.update({ where: { id: dataset.id }, data: { publication: "draft" } });
    expect((await ask(faculty, {})).n).toBe(0);
  });

  it("offers only datasets and videos of which something is published", async () => {
    const { faculty, cases, dataset } = await aSetSite(db, { videos: 2 });
    const { videoId } = cases[0]!;
    const videosOffered = async (): Promise<string[]> => {
      const { datasets } = need(await getLibraryChoices(contextOf(db, faculty)));
      return datasets.flatMap(({ videos }) => videos.map(({ id }) => id));
    };
    expect(await videosOffered()).toHaveLength(2);
    await db.prisma.case.updateMany({ where: { videoId }, data: { publication: "draft" } });
    const left = await videosOffered();
    expect(left).toHaveLength(1);
    expect(left).not.toContain(videoId);
    await db.prisma.case.updateMany({
      where: { video: { datasetId: dataset.id } },
      data: { publication: "draft" },
    });
    expect(need(await getLibraryChoices(contextOf(db, faculty))).datasets).toEqual([]);
  });

  it("filters by dataset, video, phase, split, difficulty and set", async () => {
    const { faculty, cases, dataset } = await aSetSite(db, { videos: 2 });
    const [first, , third] = cases;
    await measure(db, first!.id, 3);
    await measure(db, third!.id, 9);
    const made = await createCaseSet(contextOf(db, faculty), { name: "Set", caseIds: [third!.id] });
    expect(await idsOf(faculty, { phase: "C", video: third!.videoId })).toEqual([third!.id]);
    expect(await idsOf(faculty, { split: "test" })).toEqual(cases.slice(4).map(({ id }) => id));
    expect(await idsOf(faculty, { split: "none" })).toEqual([]);
    expect(await idsOf(faculty, { difficulty: "medium" })).toEqual([first!.id]);
    expect(await idsOf(faculty, { difficulty: "easy" })).toEqual([]);
    expect(await idsOf(faculty, { difficulty: "hard", dataset: dataset.id })).toEqual([third!.id]);
    expect(await idsOf(faculty, { difficulty: "unmeasured" })).toHaveLength(6);
    expect(await idsOf(faculty, { set: need(made).id })).toEqual([third!.id]);
    expect(await idsOf(faculty, { set: "none" })).toHaveLength(7);
    const hardest = await ask(faculty, { order: "hardest" });
    expect(hardest.entries.slice(0, 2).map(({ difficulty, answers }) => [difficulty, answers])).toEqual([
      [0.9, 10],
      [0.3, 10],
    ]);
    expect((await idsOf(faculty, { order: "easiest" }))[0]).toBe(first!.id);
    expect((await ask(faculty, { set: need(made).id })).entries[0]!.sets).toMatchObject([{ name: "Set" }]);
  });

  it("shows no difficulty that a server of another version kept", async () => {
    const { faculty, cases } = await aSetSite(db);
    await measure(db, cases[0]!.id, 3);
    await createCaseSet(contextOf(db, faculty), { name: "Measured", caseIds: [cases[0]!.id] });
    const shown = async (): Promise<unknown[]> => [
      (await ask(faculty, { order: "hardest" })).entries[0]!.difficulty,
      need(await listCaseSets(contextOf(db, faculty)))[0]!.difficulty,
    ];
    expect(await shown()).toEqual([0.3, 0.3]);
    await db.pool.query("UPDATE figures_state SET version = version + 1");
    expect(await shown()).toEqual([null, null]);
    await db.pool.query("UPDATE figures_state SET version = version - 1");
  });

  it("tells of no set that is somebody else’s own", async () => {
    const { faculty, institutionId, cases } = await aSetSite(db);
    const made = need(
      await createCaseSet(contextOf(db, faculty), { name: "Own", caseIds: [cases[0]!.id], shared: false }),
    );
    const colleague = await makeUser(db, institutionId, "faculty");
    expect((await ask(colleague, {})).entries[0]!.sets).toEqual([]);
    expect(await idsOf(colleague, { set: made.id })).toEqual([]);
    expect(await idsOf(colleague, { set: "none" })).toHaveLength(8);
  });

  it("searches the words of rationales, in any of their forms", async () => {
    const { faculty, cases } = await aSetSite(db);
    const clips = cases.filter(({ phase }) => phase === "C").map(({ id }) => id);
    expect(await idsOf(faculty, { text: "placing clip" })).toEqual(clips);
    expect(await idsOf(faculty, { text: "clips on the cystic artery" })).toEqual(clips);
    expect(await idsOf(faculty, { text: '"cystic artery"' })).toEqual(clips);
    expect(await idsOf(faculty, { text: '"artery cystic"' })).toEqual([]);
    expect(await idsOf(faculty, { text: "peritoneum -clips" })).toHaveLength(6);
    expect(await idsOf(faculty, { text: "'; DROP TABLE" })).toEqual([]);
  });

  it("finds a video, a frame and a dataset by name, together with words", async () => {
    const { faculty, cases, dataset } = await aSetSite(db, { videos: 3 });
    const [first] = cases;
    const ofVideo = cases.filter(({ videoId }) => videoId === first!.videoId).map(({ id }) => id);
    expect(await idsOf(faculty, { text: "V01" })).toEqual(ofVideo);
    const frames = await db.prisma.case.findMany({
      where: { videoId: first!.videoId },
      orderBy: { frameNumber: "asc" },
    });
    const { frameNumber } = frames[1]!;
    expect(await idsOf(faculty, { text: `V01 frame ${frameNumber}` })).toEqual([frames[1]!.id]);
    expect(await idsOf(faculty, { text: `v01 ${frameNumber}` })).toContain(frames[1]!.id);
    expect(await idsOf(faculty, { text: dataset.name })).toHaveLength(cases.length);
    const clips = cases.filter(({ phase, videoId }) => phase === "C" && videoId === first!.videoId);
    expect(await idsOf(faculty, { text: "v01 clips" })).toEqual(clips.map(({ id }) => id));
    expect(await idsOf(faculty, { text: "V09" })).toEqual([]);
    expect(await idsOf(faculty, { text: "100%" })).toEqual([]);
  });

  it("filters by how a model did, scored as readers are", async () => {
    const { faculty, cases, run } = await aSetSite(db);
    const [hit, wrongPhase, missed] = cases;
    const predict = (caseId: string, phase: "A" | "B" | "C", x1: number) =>
      db.prisma.prediction.create({
        data: { runId: run.id, caseId, phase, x1, y1: 100, x2: x1 + 200, y2: 300 },
      });
    await predict(hit!.id, "A", 120);
    await predict(wrongPhase!.id, "A", 120);
    await predict(missed!.id, "C", 700);
    const by = (outcome: "hit" | "miss" | "none") => idsOf(faculty, { run: run.id, outcome });
    expect(await by("hit")).toEqual([hit!.id]);
    expect(await by("miss")).toEqual([wrongPhase!.id, missed!.id]);
    expect(await by("none")).toHaveLength(5);
    const { entries } = await ask(faculty, {});
    expect(entries.slice(0, 4).map(({ models }) => models[0]?.outcome)).toEqual([
      "hit",
      "miss",
      "miss",
      "none",
    ]);
    await db.prisma.modelRun.update({ where: { id: run.id }, data: { shown: false } });
    expect((await ask(faculty, {})).entries[0]!.models).toEqual([]);
    expect(await by("hit")).toEqual([]);
  });

  it("knows what is contested: an open dispute, or many readers sure and wrong", async () => {
    const { faculty, resident, cases } = await aSetSite(db);
    const [disputed, sure] = cases;
    const version = await db.prisma.caseVersion.findFirstOrThrow({ where: { caseId: disputed!.id } });
    const attempt = await db.prisma.attempt.create({
      data: {
        id: crypto.randomUUID(),
        userId: resident.id,
        caseId: disputed!.id,
        versionId: version.id,
        mode: "guided",
        ordinal: 1,
        phase: "A",
        phaseCorrect: true,
        lockedAt: new Date(),
      },
    });
    const dispute = await db.prisma.dispute.create({
      data: {
        attemptId: attempt.id,
        caseId: disputed!.id,
        versionId: version.id,
        readerId: resident.id,
        reason: "Too wide",
      },
    });
    await measure(db, sure!.id, 5);
    await db.prisma.caseFigures.update({ where: { caseId: sure!.id }, data: { confidentlyWrong: 3 } });
    expect(await idsOf(faculty, { contested: "yes" })).toEqual([disputed!.id, sure!.id]);
    expect(await idsOf(faculty, { contested: "no" })).toHaveLength(6);
    expect((await ask(faculty, {})).entries.map(({ contested }) => contested).slice(0, 3)).toEqual([
      true,
      true,
      false,
    ]);
    await db.prisma.dispute.update({ where: { id: dispute.id }, data: { status: "withdrawn" } });
    expect(await idsOf(faculty, { contested: "yes" })).toEqual([sure!.id]);
  });

  it("comes in pages that hold every case once, in any order", async () => {
    const { faculty, cases } = await aSetSite(db, { videos: 9, ofEachPhase: 8 });
    for (const [index, { id }] of cases.slice(0, 60).entries()) await measure(db, id, index % 11);
    for (const order of ["frame", "hardest", "easiest", "answers", "newest"] as const) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: LibraryPage = await ask(faculty, { order }, cursor);
        expect(page.n).toBe(cursor === null ? cases.length : null);
        seen.push(...page.entries.map(({ id }) => id));
        cursor = page.next;
      } while (cursor);
      expect(seen).toHaveLength(cases.length);
      expect(new Set(seen)).toEqual(new Set(cases.map(({ id }) => id)));
    }
    const refused = { ok: false, failure: { code: "invalid" } };
    for (const cursor of ["nonsense", Buffer.from("[1]").toString("base64url")]) {
      expect(await listLibrary(contextOf(db, faculty), { query: PLAIN_LIBRARY_QUERY, cursor })).toMatchObject(
        refused,
      );
    }
  });

  it("shows a case with its reference, rationale and models", async () => {
    const { faculty, cases } = await aSetSite(db);
    const view = need(await getLibraryCase(contextOf(db, faculty), cases[2]!.id));
    expect(view).toMatchObject({
      phase: "C",
      reference: { phase: "C", boxes: [[100, 100, 300, 300]] },
      rationale: { nextAction: "Place two clips on the cystic artery" },
      predictions: [],
    });
  });
});

describe("sets built by a rule", () => {
  it("hold what the rule asks for, out of videos of their own", async () => {
    const { faculty, cases, institutionId, resident } = await aSetSite(db, { videos: 4, ofEachPhase: 2 });
    const ctx = contextOf(db, faculty);
    const practice = need(
      await createCaseSet(ctx, { name: "Practice", caseIds: cases.slice(0, 8).map(({ id }) => id) }),
    ).id;
    const cohort = await db.prisma.cohort.create({
      data: { institutionId, name: "Year 1", memberships: { create: { userId: resident.id } } },
    });
    const seen = cases[9]!;
    const version = await db.prisma.caseVersion.findFirstOrThrow({ where: { caseId: seen.id } });
    await db.prisma.attempt.create({
      data: {
        id: crypto.randomUUID(),
        userId: resident.id,
        caseId: seen.id,
        versionId: version.id,
        mode: "guided",
        ordinal: 1,
        phase: "A",
        phaseCorrect: true,
        lockedAt: new Date(),
      },
    });
    const rule = { cases: 12, seed: 5, apartFrom: practice, unseenBy: cohort.id };
    const { items, unmet } = need(await proposeByRule(ctx, rule));
    expect(unmet).toEqual([]);
    expect(items).toHaveLength(12);
    expect(items.some(({ id }) => id === seen.id)).toBe(false);
    expect(items.some(({ videoId }) => videoId === cases[0]!.videoId)).toBe(false);
    expect(items.map(({ id }) => id)).toEqual(need(await proposeByRule(ctx, rule)).items.map(({ id }) => id));
    need(
      await createCaseSet(ctx, {
        name: "By rule",
        caseIds: items.map(({ id }) => id),
        apartFrom: practice,
        rule,
      }),
    );
  });

  it("come as a matched pair that shares no video, made together", async () => {
    const { faculty, cases } = await aSetSite(db, { videos: 6 });
    for (const [index, { id }] of cases.entries()) await measure(db, id, index % 10);
    const ctx = contextOf(db, faculty);
    const rule = { cases: 8, practice: 4, seed: 2 };
    const { pre, post, practice, unmet, difference } = need(await proposeForms(ctx, rule));
    expect(unmet).toEqual([]);
    expect([pre.length, post.length, practice.length]).toEqual([8, 8, 4]);
    expect(Math.abs(difference.difficulty!)).toBeLessThan(0.2);
    const set = (purpose: "pre" | "post" | "practice", of: typeof pre) => ({
      name: `Matched ${purpose}`,
      purpose,
      caseIds: of.map(({ id }) => id),
    });
    const sets = [set("pre", pre), set("post", post), set("practice", practice)];
    expect(need(await createForms(ctx, { sets, rule })).ids).toHaveLength(3);
    const listed = need(await listCaseSets(ctx));
    expect(listed.map(({ apartFrom }) => apartFrom.length)).toEqual([2, 2, 2]);
    // One of them leaks: none is made.
    const leaking = [set("pre", pre), { ...set("post", pre), name: "Leaking" }].map((each) => ({
      ...each,
      name: `${each.name} again`,
    }));
    expect(await createForms(ctx, { sets: leaking, rule })).toMatchObject({ failure: { code: "conflict" } });
    expect(need(await listCaseSets(ctx))).toHaveLength(3);
  });
});
