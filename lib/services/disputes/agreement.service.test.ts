import { beforeEach, describe, expect, test } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Agreement } from "../../domain/disputes/agreement";
import { getAttempt } from "../attempts/get-attempt";
import { giveDuty } from "../authoring/testing";
import { contextOf, type MadeCase, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { agreeToProposal } from "./agree-to-proposal";
import { decideDispute } from "./decide-dispute";
import { getDispute } from "./get-dispute";
import { acceptance, answer, NOW, OFF, ON, question } from "./testing";

const db = await testDatabase();
let institution: string;
let reader: User;
let judge: User;
let second: User;
let made: MadeCase;
let attempt: string;
let dispute: string;
let datasetId: string;

const ctx = (who: User) => contextOf(db, who, NOW);
const ask = (agreement: Agreement) =>
  db.prisma.dataset.update({ where: { id: datasetId }, data: { agreement } });
const boxesNow = async () => {
  const found = await db.prisma.case.findUniqueOrThrow({
    where: { id: made.id },
    include: { currentVersion: true },
  });
  return found.currentVersion!.boxes;
};
const currentId = async () =>
  (await db.prisma.case.findUniqueOrThrow({ where: { id: made.id } })).currentVersionId!;
const agree = (who: User, agrees = true) =>
  agreeToProposal(ctx(who), dispute, { agrees, proposedAt: NOW.toISOString() });
const noticesOf = async ({ id }: User) =>
  (await db.prisma.notice.findMany({ where: { userId: id }, orderBy: { createdAt: "asc" } })).map(
    ({ kind }) => kind,
  );
const iouOf = async () => (await db.prisma.attempt.findUniqueOrThrow({ where: { id: attempt } })).iou;
const FORBIDDEN = { ok: false, failure: { code: "forbidden" } };
const CONFLICT = { ok: false, failure: { code: "conflict" } };

beforeEach(async () => {
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
  judge = await makeUser(db, institution, "faculty");
  second = await makeUser(db, institution, "faculty");
  made = await makeCase(db, institution);
  datasetId = (await db.prisma.dataset.findFirstOrThrow({ where: { institutionId: institution } })).id;
  attempt = await answer(db, reader, made, OFF);
  dispute = await question(db, reader, attempt);
});

describe("a dataset that asks for a second judge", () => {
  beforeEach(() => ask("second"));

  test("changes its reference once somebody else agrees, and not before", async () => {
    expect(await decideDispute(ctx(judge), dispute, acceptance(made.versionId))).toMatchObject({
      ok: true,
      value: { status: "proposed" },
    });
    expect(await boxesNow()).toEqual([[...ON]]);
    expect(await noticesOf(second)).toContain("dispute.propose");
    expect(await getDispute(ctx(judge), dispute)).toMatchObject({
      value: {
        status: "open",
        settlesAlone: false,
        proposal: { own: true, mayAgree: false, decision: "accept" },
      },
    });
    expect(await agree(judge)).toMatchObject(FORBIDDEN);
    expect(
      await agreeToProposal(ctx(second), dispute, { agrees: true, proposedAt: new Date(0).toISOString() }),
    ).toMatchObject(CONFLICT);
    expect(await agree(second)).toMatchObject({ ok: true, value: { status: "accepted", rescored: 1 } });
    expect(await boxesNow()).toEqual([[...OFF]]);
    expect(await db.prisma.dispute.findUniqueOrThrow({ where: { id: dispute } })).toMatchObject({
      status: "accepted",
      judgeId: judge.id,
      proposal: null,
    });
    const rows = await db.prisma.auditEvent.findMany({
      where: { subjectId: dispute },
      orderBy: { id: "asc" },
    });
    expect(rows.slice(-2)).toMatchObject([
      { action: "dispute.propose", actorId: judge.id },
      { action: "dispute.accept", actorId: second.id, detail: { proposedBy: judge.id } },
    ]);
  });

  test("drops what finds no agreement, and tells who proposed it; a rejection needs nobody", async () => {
    await decideDispute(ctx(judge), dispute, acceptance(made.versionId));
    expect(await agree(second, false)).toMatchObject({ ok: true });
    expect(await noticesOf(judge)).toContain("dispute.disagreed");
    expect(await agree(second)).toMatchObject(CONFLICT);
    expect(await boxesNow()).toEqual([[...ON]]);
    const rejected = await decideDispute(ctx(second), dispute, {
      decision: "reject",
      sentence: "It stands.",
    });
    expect(rejected).toMatchObject({ ok: true, value: { status: "rejected" } });
  });

  test("refuses at once what could never come about", async () => {
    const outside = acceptance(made.versionId);
    outside.reference.boxes = [[0, 0, 5000, 10]];
    expect(await decideDispute(ctx(judge), dispute, outside)).toMatchObject({ failure: { code: "invalid" } });
    expect(await decideDispute(ctx(judge), dispute, acceptance(dispute))).toMatchObject(CONFLICT);
  });
});

test("a dataset that asks for its chiefs: a chief decides alone, others need one", async () => {
  await ask("chief");
  await giveDuty(db, datasetId, "chief", second);
  const other = await makeUser(db, institution, "director");
  expect(await decideDispute(ctx(judge), dispute, acceptance(made.versionId))).toMatchObject({
    value: { status: "proposed" },
  });
  expect(await agree(other)).toMatchObject(FORBIDDEN);
  expect(await noticesOf(other)).not.toContain("dispute.propose");
  expect(await decideDispute(ctx(second), dispute, acceptance(made.versionId))).toMatchObject({
    value: { status: "accepted" },
  });
});

describe("an acceptance that is taken back", () => {
  const undo = async (who: User) =>
    decideDispute(ctx(who), dispute, {
      decision: "undo",
      sentence: "The first reference was right.",
      versionId: await currentId(),
    });

  test("has the reference from before stand again, scores anew, and tells those concerned", async () => {
    const bystander = await makeUser(db, institution);
    await answer(db, bystander, made, ON);
    await decideDispute(ctx(judge), dispute, acceptance(made.versionId));
    expect(await iouOf()).toBe(1);
    expect(await getDispute(ctx(second), dispute)).toMatchObject({ value: { mayUndo: true, undone: null } });
    expect(await undo(second)).toMatchObject({
      ok: true,
      value: { status: "undone", rescored: 2, changed: 2 },
    });
    expect(await boxesNow()).toEqual([[...ON]]);
    expect(await iouOf()).toBe(0);
    expect(await db.prisma.attemptScore.count({ where: { attemptId: attempt } })).toBe(2);
    expect(await db.prisma.caseVersion.findUniqueOrThrow({ where: { id: await currentId() } })).toMatchObject(
      {
        number: 3,
        reason: "restored",
        location: "secret location",
      },
    );
    expect(await noticesOf(reader)).toContain("dispute.undone");
    expect(await noticesOf(bystander)).toContain("attempt.rescored");
    expect(await getAttempt(ctx(reader), attempt)).toMatchObject({
      value: { reveal: { revision: { because: "The first reference was right." } } },
    });
    expect(await getDispute(ctx(judge), dispute)).toMatchObject({
      value: { status: "accepted", mayUndo: false, undone: { because: "The first reference was right." } },
    });
    expect(
      await db.prisma.auditEvent.findFirst({ where: { action: "dispute.undo", subjectId: dispute } }),
    ).not.toBeNull();
    expect(await undo(second)).toMatchObject(CONFLICT);
  });

  test("needs agreement where the dataset asks for it; an open or a changed one can’t be undone", async () => {
    expect(await undo(second)).toMatchObject(CONFLICT);
    await decideDispute(ctx(judge), dispute, acceptance(made.versionId));
    await ask("second");
    expect(await undo(second)).toMatchObject({ value: { status: "proposed" } });
    expect(await agree(second)).toMatchObject(FORBIDDEN);
    expect(await agree(judge)).toMatchObject({ value: { status: "undone" } });
    expect(await boxesNow()).toEqual([[...ON]]);
  });
});

test("strangers and residents find nothing to agree to", async () => {
  await ask("second");
  await decideDispute(ctx(judge), dispute, acceptance(made.versionId));
  const stranger = await makeUser(db, await makeInstitution(db), "director");
  for (const who of [stranger, reader])
    expect(await agree(who)).toMatchObject({ failure: { code: "not-found" } });
});
