import { beforeEach, describe, expect, test } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Context } from "../context";
import type { Result } from "../result";
import { contextOf, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { beginDraft } from "./begin-draft";
import { beginExport } from "./begin-export";
import { getAuthoringCase } from "./get-authoring-case";
import { getAuthoringDatasets } from "./get-authoring-datasets";
import { getColleagues } from "./get-colleagues";
import { giveVerdict } from "./give-verdict";
import { listAuthoring } from "./list-authoring";
import { openDataset } from "./open-dataset";
import { reviseCase } from "./revise-case";
import { saveDraft } from "./save-draft";
import { setDuties } from "./set-duties";
import { submitAnnotation } from "./submit-annotation";
import { giveDuty, makeDraftCases, wholeBody } from "./testing";

const db = await testDatabase();
let institutionId: string;
let director: User;
let annotator: User;
let checker: User;
let chiefs: [User, User];
let caseId: string;
let datasetId: string;

const as = (actor: User): Context => contextOf(db, actor);
function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}
const view = async (actor: User) => done(await getAuthoringCase(as(actor), caseId));
const stepOf = async () => (await view(director)).step;

beforeEach(async () => {
  institutionId = await makeInstitution(db);
  director = await makeUser(db, institutionId, "director");
  annotator = await makeUser(db, institutionId, "faculty");
  checker = await makeUser(db, institutionId, "faculty");
  chiefs = [await makeUser(db, institutionId, "faculty"), await makeUser(db, institutionId, "director")];
  // Chiefs are told of by name.
  for (const [index, name] of ["Ada", "Ben"].entries()) {
    await db.prisma.user.update({ where: { id: chiefs[index]!.id }, data: { name } });
  }
  const ground = await makeDraftCases(db, institutionId);
  datasetId = ground.datasetId;
  caseId = ground.caseIds[0]!;
  await giveDuty(db, datasetId, "annotator", annotator);
  await giveDuty(db, datasetId, "checker", checker, annotator);
  await giveDuty(db, datasetId, "chief", ...chiefs);
});

async function annotate(body = wholeBody(), actor = annotator): Promise<void> {
  done(await saveDraft(as(actor), caseId, { kind: "reference", ...body }));
  done(await submitAnnotation(as(actor), caseId, { kind: "reference" }));
}
async function readBlind(
  actor = checker,
  body = wholeBody({ boxes: [[100, 100, 200, 200]] }),
): Promise<void> {
  done(await saveDraft(as(actor), caseId, { kind: "blind", ...body }));
  done(await submitAnnotation(as(actor), caseId, { kind: "blind" }));
}
async function judge(
  actor: User,
  step: "checking" | "reviewing",
  agrees = true,
  comment = agrees ? "" : "Too low.",
) {
  const { currentId } = await db.prisma.authoring.findUniqueOrThrow({ where: { caseId } });
  return giveVerdict(as(actor), caseId, { annotationId: currentId!, step, agrees, comment });
}
async function toChiefs(): Promise<void> {
  await annotate();
  await readBlind();
  done(await judge(checker, "checking"));
}

describe("the pipeline", () => {
  test("from a frame to a published case, with the audit trail of it", async () => {
    expect(await view(annotator)).toMatchObject({
      step: "annotating",
      task: "annotate",
      draft: { boxes: [] },
    });
    await toChiefs();
    expect(await stepOf()).toBe("reviewing");
    expect(done(await judge(chiefs[0], "reviewing"))).toEqual({ step: "reviewing" });
    expect(await db.prisma.case.findUnique({ where: { id: caseId } })).toMatchObject({
      publication: "draft",
    });
    expect(await view(chiefs[1])).toMatchObject({
      task: "review",
      chiefs: [{ agrees: true }, { agrees: false }],
    });
    expect(done(await judge(chiefs[1], "reviewing"))).toEqual({ step: "published" });

    const stored = await db.prisma.case.findUniqueOrThrow({
      where: { id: caseId },
      include: { currentVersion: true },
    });
    expect(stored).toMatchObject({
      publication: "published",
      currentVersion: {
        number: 2,
        phase: "B",
        boxes: [[100, 100, 300, 200]],
        location: "over the cystic duct",
      },
    });
    expect(stored.currentVersion!.reason).toContain("agreed by");
    const audit = await db.prisma.auditEvent.findMany({
      where: { subjectId: caseId },
      orderBy: { id: "asc" },
    });
    expect(audit.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["annotation.submit", annotator.id],
      ["annotation.read-blind", checker.id],
      ["annotation.check", checker.id],
      ["annotation.review", chiefs[0].id],
      ["annotation.review", chiefs[1].id],
      ["case.publish", chiefs[1].id],
    ]);
    expect((await view(annotator)).versions.map(({ number }) => number)).toEqual([2]);
  });

  test("a checker or one chief sends it back, and what was said is seen by its author", async () => {
    await annotate();
    await readBlind();
    expect(await judge(checker, "checking", false, " ")).toMatchObject({ failure: { code: "invalid" } });
    done(await judge(checker, "checking", false));
    const back = await view(annotator);
    expect(back).toMatchObject({ step: "annotating", task: "annotate", draft: null });
    expect(back.current!.verdicts).toMatchObject([{ agrees: false, comment: "Too low.", step: "checking" }]);
    done(await beginDraft(as(annotator), caseId));
    expect((await view(annotator)).draft).toEqual(wholeBody());
    await annotate(wholeBody({ boxes: [[110, 110, 310, 210]] }));
    // Who has judged it reads it no more blind.
    expect(await view(checker)).toMatchObject({ task: "check", withheld: false });
    done(await judge(checker, "checking"));
    done(await judge(chiefs[0], "reviewing"));
    expect(done(await judge(chiefs[1], "reviewing", false))).toEqual({ step: "annotating" });
    // The other chief's agreement was with what is gone.
    await annotate(wholeBody({ phase: "C" }));
    done(await judge(checker, "checking"));
    expect(done(await judge(chiefs[1], "reviewing"))).toEqual({ step: "reviewing" });
  });

  test("a published case is taken up again, and stays as it is until the chiefs agree anew", async () => {
    await toChiefs();
    for (const chief of chiefs) done(await judge(chief, "reviewing"));
    done(await reviseCase(as(annotator), caseId));
    const before = await db.prisma.case.findUniqueOrThrow({ where: { id: caseId } });
    expect(before.publication).toBe("published");
    done(await beginDraft(as(annotator), caseId));
    await annotate(wholeBody({ phase: "C" }));
    done(await judge(checker, "checking"));
    for (const chief of chiefs) done(await judge(chief, "reviewing"));
    const after = await db.prisma.case.findUniqueOrThrow({
      where: { id: caseId },
      include: { currentVersion: true },
    });
    expect(after.currentVersion).toMatchObject({ number: 3, phase: "C" });
  });

  test("an incomplete annotation, or one that leaves the frame, is not taken", async () => {
    done(await saveDraft(as(annotator), caseId, { kind: "reference", ...wholeBody({ phase: null }) }));
    expect(await submitAnnotation(as(annotator), caseId, { kind: "reference" })).toMatchObject({
      failure: { code: "invalid", detail: "Still missing: the phase." },
    });
    const outside = { kind: "reference", ...wholeBody({ boxes: [[0, 0, 2000, 100]] }) };
    expect(await saveDraft(as(annotator), caseId, outside as never)).toMatchObject({
      failure: { code: "invalid" },
    });
  });
});

describe("the blind reading", () => {
  test("nothing of the reference leaves the server before it is submitted; then the agreement is shown", async () => {
    await annotate();
    const blind = await view(checker);
    expect(blind).toMatchObject({
      task: "read-blind",
      withheld: true,
      current: null,
      versions: [],
      blind: [],
    });
    for (const secret of ["cystic duct", "fat covers", "[100,100,300,200]", '"B"']) {
      expect(JSON.stringify(blind)).not.toContain(secret);
    }
    const { currentId } = await db.prisma.authoring.findUniqueOrThrow({ where: { caseId } });
    expect(
      await giveVerdict(as(checker), caseId, { annotationId: currentId!, step: "checking", agrees: true }),
    ).toMatchObject({ failure: { code: "conflict", detail: expect.stringContaining("first") } });
    // Beginning from what stands there would show it.
    expect(await beginDraft(as(checker), caseId)).toMatchObject({ failure: { code: "conflict" } });
    await readBlind();
    const open = await view(checker);
    expect(open).toMatchObject({ task: "check", withheld: false, current: { author: "A reader" } });
    expect(open.blind).toMatchObject([{ mine: true, agreement: { samePhase: true, iou: 0.5 } }]);
    // It is read blind once.
    expect(await saveDraft(as(checker), caseId, { kind: "blind", ...wholeBody() })).toMatchObject({
      failure: { code: "conflict" },
    });
  });

  test("an imported reference is hidden from annotators until they begin from it", async () => {
    await db.prisma.caseVersion.updateMany({ where: { caseId }, data: { location: "imported secret" } });
    const before = await view(annotator);
    expect(before).toMatchObject({ task: "annotate", withheld: true, draft: null, versions: [] });
    expect(JSON.stringify(before)).not.toContain("imported secret");
    done(await beginDraft(as(annotator), caseId));
    expect((await view(annotator)).draft!.rationale.location).toBe("imported secret");
  });

  test("colleagues without a duty, and chiefs before it is their turn, see no annotation", async () => {
    await annotate();
    const colleague = await makeUser(db, institutionId, "faculty");
    for (const actor of [colleague, chiefs[0], director]) {
      expect(JSON.stringify(await view(actor))).not.toContain("cystic duct");
    }
  });
});

describe("nobody judges their own work, or out of turn", () => {
  test("an annotator who checks too doesn't check this one; a checker doesn't review", async () => {
    await annotate();
    expect((await view(annotator)).task).toBeNull();
    expect(await judge(annotator, "checking")).toMatchObject({
      failure: { code: "conflict", detail: "Nobody checks their own work." },
    });
    await readBlind();
    expect(await judge(chiefs[0], "reviewing")).toMatchObject({ failure: { code: "conflict" } });
    done(await judge(checker, "checking"));
    expect(await judge(checker, "reviewing")).toMatchObject({ failure: { code: "conflict" } });
  });

  test("a chief's own annotation needs all the others", async () => {
    await giveDuty(db, datasetId, "annotator", chiefs[0]);
    await annotate(wholeBody(), chiefs[0]);
    await readBlind();
    done(await judge(checker, "checking"));
    expect(await judge(chiefs[0], "reviewing")).toMatchObject({ failure: { code: "conflict" } });
    expect(done(await judge(chiefs[1], "reviewing"))).toEqual({ step: "published" });
  });

  test("a chief who is relieved doesn't hold a case up", async () => {
    await toChiefs();
    done(await judge(chiefs[0], "reviewing"));
    const duties = { annotator: [annotator.id], checker: [checker.id], chief: [chiefs[0].id] };
    expect(done(await setDuties(as(director), datasetId, duties))).toEqual({ published: 1 });
    expect(await stepOf()).toBe("published");
  });
});

describe("at once", () => {
  test("two chiefs agree: one version is made, and the case published", async () => {
    await toChiefs();
    const results = await Promise.all(chiefs.map((chief) => judge(chief, "reviewing")));
    expect(results.map((result) => result.ok && result.value.step).sort()).toEqual([
      "published",
      "reviewing",
    ]);
    expect(await db.prisma.caseVersion.count({ where: { caseId } })).toBe(2);
  });

  test("one agrees while the other sends back: it is sent back", async () => {
    await toChiefs();
    const [agreed, sentBack] = await Promise.all([
      judge(chiefs[0], "reviewing"),
      judge(chiefs[1], "reviewing", false),
    ]);
    expect(sentBack).toMatchObject({ ok: true });
    expect(agreed.ok || agreed.failure.code === "conflict").toBe(true);
    expect(await stepOf()).toBe("annotating");
    expect(await db.prisma.caseVersion.count({ where: { caseId } })).toBe(1);
  });

  test("two annotators submit: one is taken, the other told", async () => {
    const other = await makeUser(db, institutionId, "faculty");
    await giveDuty(db, datasetId, "annotator", other);
    for (const each of [annotator, other]) {
      done(await saveDraft(as(each), caseId, { kind: "reference", ...wholeBody() }));
    }
    const results = await Promise.all(
      [annotator, other].map((each) => submitAnnotation(as(each), caseId, { kind: "reference" })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ failure: { code: "conflict" } });
  });

  test("two windows save a draft: there is one", async () => {
    const body = { kind: "reference" as const, ...wholeBody() };
    await Promise.all([1, 2, 3].map(() => saveDraft(as(annotator), caseId, body)));
    expect(await db.prisma.annotation.count({ where: { caseId } })).toBe(1);
  });

  test("a verdict on an annotation that was replaced is refused; the same verdict again is the same", async () => {
    await annotate();
    await readBlind();
    const { currentId } = await db.prisma.authoring.findUniqueOrThrow({ where: { caseId } });
    const back = { annotationId: currentId!, step: "checking", agrees: false, comment: "Too low." } as const;
    done(await giveVerdict(as(checker), caseId, back));
    expect(await giveVerdict(as(checker), caseId, back)).toMatchObject({ ok: true });
    await annotate(wholeBody({ phase: "C" }));
    expect(await giveVerdict(as(checker), caseId, { ...back, agrees: true, comment: "" })).toMatchObject({
      failure: { code: "conflict", detail: expect.stringContaining("replaced") },
    });
  });
});

test("strangers and residents find nothing, and change nothing", async () => {
  await annotate();
  const { currentId } = await db.prisma.authoring.findUniqueOrThrow({ where: { caseId } });
  const elsewhere = await makeInstitution(db);
  const strangers = [
    await makeUser(db, institutionId, "resident"),
    await makeUser(db, elsewhere, "faculty"),
    await makeUser(db, elsewhere, "director"),
    await makeUser(db, elsewhere, "admin"),
  ];
  const nobody = { annotator: [], checker: [], chief: [] };
  for (const stranger of strangers) {
    const ctx = as(stranger);
    const doors = await Promise.all([
      getAuthoringCase(ctx, caseId),
      saveDraft(ctx, caseId, { kind: "reference", ...wholeBody() }),
      beginDraft(ctx, caseId),
      submitAnnotation(ctx, caseId, { kind: "reference" }),
      giveVerdict(ctx, caseId, { annotationId: currentId!, step: "checking", agrees: true }),
      reviseCase(ctx, caseId),
      setDuties(ctx, datasetId, nobody),
      openDataset(ctx, datasetId),
      beginExport(ctx, datasetId),
    ]);
    for (const door of doors) expect(door).toMatchObject({ ok: false, failure: { code: "not-found" } });
    const lists = [
      await listAuthoring(ctx, { datasetId: null, step: null }),
      await getAuthoringDatasets(ctx),
    ];
    for (const list of lists) expect(list.ok ? list.value : []).toEqual([]);
  }
  // A colleague without a duty looks on, and changes nothing.
  const colleague = as(await makeUser(db, institutionId, "faculty"));
  expect(await saveDraft(colleague, caseId, { kind: "reference", ...wholeBody() })).toMatchObject({
    ok: false,
  });
  expect(await setDuties(colleague, datasetId, nobody)).toMatchObject({ failure: { code: "not-found" } });
  expect(await getColleagues(colleague)).toMatchObject({ failure: { code: "not-found" } });
  expect(await db.prisma.annotation.count({ where: { caseId } })).toBe(1);
});

test("duties are given to colleagues alone", async () => {
  const resident = await makeUser(db, institutionId, "resident");
  const stranger = await makeUser(db, await makeInstitution(db), "faculty");
  for (const { id } of [resident, stranger]) {
    const duties = { annotator: [id], checker: [], chief: [] };
    expect(await setDuties(as(director), datasetId, duties)).toMatchObject({
      failure: { code: "not-found" },
    });
  }
  expect(await db.prisma.datasetDuty.count({ where: { datasetId } })).toBe(5);
});

test("the list says what everybody is to do; the datasets, how many cases stand where", async () => {
  await makeCase(db, institutionId);
  const entryOf = async (actor: User) => {
    const list = done(await listAuthoring(as(actor), { datasetId: null, step: null }));
    return list.map(({ id, step, task, sentBack }) => ({ id, step, task, sentBack }));
  };
  expect(await entryOf(annotator)).toEqual([
    { id: caseId, step: "annotating", task: "annotate", sentBack: false },
  ]);
  await annotate();
  expect(await entryOf(checker)).toMatchObject([{ step: "checking", task: "read-blind" }]);
  expect(await entryOf(annotator)).toMatchObject([{ task: null }]);
  await readBlind();
  expect(await entryOf(checker)).toMatchObject([{ task: "check" }]);
  done(await judge(checker, "checking", false));
  expect(await entryOf(annotator)).toMatchObject([{ task: "annotate", sentBack: true }]);
  const datasets = done(await getAuthoringDatasets(as(annotator)));
  expect(datasets.map(({ cases, steps }) => ({ cases, ...steps }))).toContainEqual({
    ...{ cases: 1, annotating: 1, checking: 0, reviewing: 0, published: 0 },
  });
  expect(datasets.find(({ id }) => id === datasetId)!.duties.chief).toHaveLength(2);
});
