import { randomUUID } from "node:crypto";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { SYSTEM, type User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { PLAIN_LIBRARY_QUERY } from "../../domain/library/query";
import { folderStorage } from "../../storage/folder-storage";
import type { FrameStorage } from "../../storage/frame-storage";
import { createAssignment } from "../assignments/create-assignment";
import { getAssignment } from "../assignments/get-assignment";
import { listAssignments } from "../assignments/list-assignments";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { openDataset } from "../authoring/open-dataset";
import { createCaseSet } from "../case-sets/create-case-set";
import { getFrame } from "../cases/get-frame";
import { listCases } from "../cases/list-cases";
import { listLibrary } from "../library/list-library";
import { getHistory } from "../progress/get-history";
import type { Result } from "../result";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { bringBackCase } from "./bring-back-case";
import { closeDataset } from "./close-dataset";
import { eraseRemoved } from "./erase-removed";
import { findCase } from "./find-case";
import { getOpening } from "./get-opening";
import { getWithdrawal } from "./get-withdrawal";
import { purgePicture } from "./purge-picture";
import { retireCase } from "./retire-case";

const db = await testDatabase();
let institutionId: string;
let director: User;
let faculty: User;
let resident: User;
let storage: FrameStorage;
let folder: string;
let made: MadeCase;

const as = (actor: User) => contextOf(db, actor);
function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}
const offered = async () => done(await listCases(as(resident), {})).cases.map(({ id }) => id);
const inLibrary = async () => done(await listLibrary(as(faculty), { query: PLAIN_LIBRARY_QUERY })).entries;
const answer = async (caseId: string, assignmentId?: string): Promise<string> => {
  const id = randomUUID();
  const which = assignmentId ? { assignmentId } : { mode: "guided" as const };
  done(await lockPhase(as(resident), { id, caseId, phase: "B", ...which }));
  done(await submitZone(as(resident), id, { box: [100, 100, 300, 300] }));
  return id;
};
const actionsOn = async (subject: string) =>
  (await db.prisma.auditEvent.findMany({ where: { subjectId: subject }, orderBy: { id: "asc" } })).map(
    ({ action, detail }) => ({ action, detail }),
  );
const frameOf = async ({ versionId }: MadeCase) =>
  (await db.prisma.caseVersion.findUniqueOrThrow({ where: { id: versionId }, include: { frame: true } }))
    .frame;
const storePicture = async (of: MadeCase): Promise<void> => {
  const { sha256 } = await frameOf(of);
  await storage.putOriginal(sha256, "jpeg", Buffer.from("original"));
  for (const width of [320, 1000, 77]) await storage.putRendition(sha256, width, Buffer.from("rendition"));
};
const files = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).flatMap((each) =>
    each.isFile() ? [each.name] : [],
  );
const NOT_FOUND = { ok: false, failure: { code: "not-found" } };

beforeEach(async () => {
  institutionId = await makeInstitution(db);
  director = await makeUser(db, institutionId, "director");
  faculty = await makeUser(db, institutionId, "faculty");
  resident = await makeUser(db, institutionId);
  folder = await mkdtemp(path.join(tmpdir(), "calot-purge-"));
  storage = folderStorage(folder);
  made = await makeCase(db, institutionId);
});

describe("a retired case", () => {
  it("is offered to nobody, marked in the library, and keeps its answers", async () => {
    const other = await makeCase(db, institutionId);
    await answer(made.id);
    done(await retireCase(as(director), made.id, { reason: "The frame is blurred" }));
    expect(await offered()).toEqual([other.id]);
    expect((await inLibrary()).find(({ id }) => id === made.id)?.retired).toEqual({
      at: "2026-03-02T09:00:00.000Z",
      because: "The frame is blurred",
    });
    expect(done(await getHistory(as(resident), {})).entries).toHaveLength(1);
    expect(await lockPhase(as(resident), { id: randomUUID(), caseId: made.id, phase: "B" })).toMatchObject(
      NOT_FOUND,
    );
    expect(await createCaseSet(as(faculty), { name: "Set", caseIds: [made.id] })).toMatchObject(NOT_FOUND);
    expect(await actionsOn(made.id)).toContainEqual({
      action: "case.retire",
      detail: { reason: "The frame is blurred", assignments: [] },
    });
    done(await bringBackCase(as(director), made.id));
    expect((await offered()).sort()).toEqual([made.id, other.id].sort());
  });

  it("goes on in assignments that run, or leaves them all, as is said", async () => {
    const other = await makeCase(db, institutionId);
    const running = await makeAssignment(db, institutionId, [made, other], [resident], { mode: "guided" });
    const closed = await makeAssignment(db, institutionId, [made, other], [resident], {
      closesAt: new Date("2026-03-01T00:00:00Z"),
    });
    expect(done(await getWithdrawal(as(director), made.id)).assignments).toMatchObject([{ id: running }]);
    done(await retireCase(as(director), made.id, { reason: "Blurred" }));
    await answer(made.id, running);
    done(await bringBackCase(as(director), made.id));
    done(await retireCase(as(director), made.id, { reason: "Blurred", fromAssignments: true }));
    const asked = async (id: string) =>
      (await db.prisma.assignmentItem.findMany({ where: { assignmentId: id } })).length;
    expect([await asked(running), await asked(closed)]).toEqual([1, 2]);
    // Its answer stays, and counts for the assignment no more.
    expect(await db.prisma.attempt.count({ where: { assignmentId: running } })).toBe(1);
    expect(
      done(await listAssignments(as(faculty), {})).assignments.find(({ id }) => id === running),
    ).toMatchObject({
      cases: 1,
      done: 0,
    });
    expect(done(await getAssignment(as(faculty), running)).rows[0]).toMatchObject({ answered: 0 });
  });

  it("is left out of what is given from then on", async () => {
    const other = await makeCase(db, institutionId);
    await makeAssignment(db, institutionId, [made, other], [resident]);
    const set = await db.prisma.caseSet.findFirstOrThrow({ where: { institutionId } });
    done(await retireCase(as(director), made.id, { reason: "Blurred" }));
    const given = done(
      await createAssignment(as(faculty), {
        caseSetId: set.id,
        name: "Later",
        instructions: "",
        mode: "guided",
        opens: "2026-03-03T08:00",
        due: null,
        closes: null,
        timeLimitMinutes: null,
        release: { kind: "at-once" },
        attemptsAllowed: 1,
        shuffled: false,
        modelShown: true,
        audience: { cohortIds: [], userIds: [resident.id] },
      }),
    );
    expect(await db.prisma.assignmentItem.count({ where: { assignmentId: given.id } })).toBe(1);
  });
});

describe("a picture that is removed for good", () => {
  it("is gone from the storage, and stands nowhere as a broken image", async () => {
    await storePicture(made);
    const { id: frameId, sha256 } = await frameOf(made);
    const double = await makeCase(db, institutionId, { pictureOf: made });
    await answer(double.id);
    const running = await makeAssignment(db, institutionId, [made], [resident], { mode: "guided" });
    const told = done(await getWithdrawal(as(director), made.id));
    expect(told).toMatchObject({ sha256, elsewhere: 0, answers: 1, assignments: [{ id: running }] });
    expect(told.cases.map(({ id }) => id).sort()).toEqual([made.id, double.id].sort());
    const caseIds = told.cases.map(({ id }) => id);
    const reason = "Consent withdrawn";
    expect(done(await purgePicture(as(director), storage, made.id, { reason, caseIds }))).toEqual({
      cases: 2,
      assignments: 1,
      erased: true,
    });
    expect(await files()).toEqual([]);
    expect(await offered()).toEqual([]);
    expect(done(await getFrame(as(resident), storage, { id: double.id, width: "320" }))).toMatchObject({
      removed: { at: "2026-03-02T09:00:00.000Z", because: reason },
      width: 1000,
    });
    const shown = done(await getHistory(as(resident), {})).entries;
    expect(shown).toMatchObject([{ frameVersion: "removed" }]);
    expect(await db.prisma.assignmentItem.count({ where: { assignmentId: running } })).toBe(0);
    expect((await inLibrary()).map(({ removed }) => removed?.because)).toEqual([reason, reason]);
    expect(await actionsOn(frameId)).toMatchObject([{ action: "frame.purge", detail: { reason, sha256 } }]);
    expect(await bringBackCase(as(director), made.id)).toMatchObject({ failure: { code: "conflict" } });
  });

  it("goes on where a process was killed in the middle", async () => {
    await storePicture(made);
    const input = { reason: "Consent withdrawn", caseIds: [made.id] };
    const killed: FrameStorage = { ...storage, removeFrame: () => Promise.reject(new Error("killed")) };
    await expect(purgePicture(as(director), killed, made.id, input)).rejects.toThrow("killed");
    // From then on nobody is shown it, though its files are there.
    expect(done(await getFrame(as(director), storage, { id: made.id, width: null }))).toHaveProperty(
      "removed",
    );
    expect(await files()).not.toEqual([]);
    expect(done(await getWithdrawal(as(director), made.id)).erased).toBe(false);
    expect(done(await purgePicture(as(director), storage, made.id, input))).toMatchObject({ erased: true });
    expect(await files()).toEqual([]);
    expect(done(await getWithdrawal(as(director), made.id)).erased).toBe(true);
    const { id: frameId } = await frameOf(made);
    expect(await actionsOn(frameId)).toHaveLength(1);
    // One that an import brought at the same moment goes with the next round.
    await storePicture(made);
    await eraseRemoved(db, storage, new Date());
    expect(await files()).toEqual([]);
  });

  it("is what was told before: another case meanwhile, or another institution’s, refuses", async () => {
    await storePicture(made);
    const conflict = { ok: false, failure: { code: "conflict" } };
    const input = { reason: "Consent withdrawn", caseIds: [made.id] };
    const double = await makeCase(db, institutionId, { pictureOf: made });
    expect(await purgePicture(as(director), storage, made.id, input)).toMatchObject(conflict);
    const foreign = await makeCase(db, await makeInstitution(db), { pictureOf: made });
    const both = { ...input, caseIds: [made.id, double.id] };
    expect(done(await getWithdrawal(as(director), made.id)).elsewhere).toBe(1);
    expect(await purgePicture(as(director), storage, made.id, both)).toMatchObject(conflict);
    expect(await files()).not.toEqual([]);
    const system = { actor: SYSTEM, now: new Date(), db };
    const all = { ...input, caseIds: [made.id, double.id, foreign.id] };
    expect(done(await purgePicture(system, storage, made.id, all))).toMatchObject({ cases: 3 });
    const { id: frameId } = await frameOf(made);
    // Each institution reads of it in its own trail.
    expect(await actionsOn(frameId)).toHaveLength(2);
  });

  it("is found by its dataset, video and frame, by commands alone", async () => {
    const dataset = await db.prisma.dataset.findFirstOrThrow({ where: { institutionId } });
    const named = { dataset: dataset.name, video: "V01", frame: 7 };
    const system = { actor: SYSTEM, now: new Date(), db };
    expect(done(await findCase(system, named))).toBe(made.id);
    expect(await findCase(system, { ...named, frame: 8 })).toMatchObject(NOT_FOUND);
    expect(await findCase(as(director), named)).toMatchObject(NOT_FOUND);
  });
});

describe("a dataset", () => {
  it("is closed as a whole, with its reason, until somebody opens it", async () => {
    const { id: datasetId } = await db.prisma.dataset.findFirstOrThrow({ where: { institutionId } });
    const running = await makeAssignment(db, institutionId, [made], [resident], { mode: "guided" });
    expect(await offered()).toEqual([]);
    done(await closeDataset(as(director), datasetId, { reason: "The licence ended" }));
    expect(await inLibrary()).toEqual([]);
    expect(await closeDataset(as(director), datasetId, { reason: "Again" })).toMatchObject({
      failure: { code: "conflict" },
    });
    await answer(made.id, running);
    expect(await actionsOn(datasetId)).toEqual([
      { action: "dataset.close", detail: { reason: "The licence ended" } },
    ]);
    const draft = await makeCase(db, institutionId, { publication: "draft", dataset: "draft" });
    await db.prisma.video.updateMany({
      where: { cases: { some: { id: draft.id } } },
      data: { datasetId, name: "V02" },
    });
    expect(done(await getOpening(as(director), datasetId))).toEqual({
      cases: 1,
      drafts: 1,
      residents: 1,
      inExams: 1,
    });
    done(await openDataset(as(director), datasetId));
    expect(await db.prisma.dataset.findUniqueOrThrow({ where: { id: datasetId } })).toMatchObject({
      publication: "published",
      closedAt: null,
      closedBecause: null,
    });
  });
});

it("is nobody’s to do but directors’ and administrators’ of the institution", async () => {
  const { id: datasetId } = await db.prisma.dataset.findFirstOrThrow({ where: { institutionId } });
  const stranger = await makeUser(db, await makeInstitution(db), "director");
  for (const actor of [stranger, faculty, resident]) {
    const ctx = as(actor);
    const reason = "Because";
    expect(await getWithdrawal(ctx, made.id)).toMatchObject(NOT_FOUND);
    expect(await retireCase(ctx, made.id, { reason })).toMatchObject(NOT_FOUND);
    expect(await bringBackCase(ctx, made.id)).toMatchObject(NOT_FOUND);
    expect(await purgePicture(ctx, storage, made.id, { reason, caseIds: [made.id] })).toMatchObject(
      NOT_FOUND,
    );
    expect(await closeDataset(ctx, datasetId, { reason })).toMatchObject(NOT_FOUND);
    expect(await getOpening(ctx, datasetId)).toMatchObject(NOT_FOUND);
  }
  expect(await retireCase(as(director), made.id, { reason: "  " })).toMatchObject({
    failure: { code: "invalid" },
  });
});
