import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { User } from "@/lib/auth/actor";
import { testDatabase } from "@/lib/db/testing";
import { getHistory } from "../../progress/get-history";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../../testing/factories";
import { decideDispute } from "../decide-dispute";
import { getAttemptDisputes } from "../get-attempt-disputes";
import { acceptance, answer, NOW, OFF, ON, question } from "../testing";

const db = await testDatabase();
const SENTENCE = "The duct was taken for the artery.";
let institution: string;
let reader: User;
let judge: User;
let made: MadeCase;

beforeAll(async () => {
  institution = await makeInstitution(db);
  judge = await makeUser(db, institution, "faculty");
});

beforeEach(async () => {
  reader = await makeUser(db, institution);
  made = await makeCase(db, institution);
});

const ctx = (who: User) => contextOf(db, who, NOW);
const resident = () => makeUser(db, institution);
const accept = (id: string) => decideDispute(ctx(judge), id, acceptance(made.versionId));

const noticesOf = (who: User) => db.prisma.notice.findMany({ where: { userId: who.id } });
const mailsOf = (who: User) => db.prisma.mail.findMany({ where: { userId: who.id } });

describe("those who may decide are told", () => {
  test("of a new question once for its case, however many ask, and again after it is decided", async () => {
    const chief = await makeUser(db, institution, "director");
    const stranger = await makeUser(db, await makeInstitution(db), "faculty");
    const other = await resident();
    const first = await question(db, reader, await answer(db, reader, made, OFF));
    await question(db, other, await answer(db, other, made, OFF));
    expect(await noticesOf(chief)).toMatchObject([{ kind: "dispute.open", href: "/disputes" }]);
    expect(await mailsOf(chief)).toMatchObject([{ text: expect.stringContaining("lies on the duct") }]);
    for (const untold of [stranger, reader, other]) expect(await noticesOf(untold)).toEqual([]);

    const rejection = { decision: "reject" as const, sentence: "No.", together: [] };
    await decideDispute(ctx(judge), first, rejection);
    const another = await resident();
    await question(db, another, await answer(db, another, made, OFF));
    // The other one's question is open still.
    expect(await noticesOf(chief)).toHaveLength(1);
    const elsewhere = await makeCase(db, institution);
    await question(db, another, await answer(db, another, elsewhere, OFF));
    expect(await noticesOf(chief)).toHaveLength(2);
  });

  test("never of their own", async () => {
    const asker = await makeUser(db, institution, "faculty");
    await question(db, asker, await answer(db, asker, made, OFF));
    expect(await noticesOf(asker)).toEqual([]);
    expect(await noticesOf(judge)).not.toEqual([]);
  });
});

describe("those concerned are told", () => {
  test("once: the disputer, and everyone whose score is another now", async () => {
    const [other, unchanged] = [await resident(), await resident()];
    await answer(db, other, made, ON);
    await answer(db, other, made, [110, 100, 310, 300]);
    // Far from both references, and as far: in the middle between their centres.
    await answer(db, unchanged, made, [440, 265, 460, 285]);
    const attempt = await answer(db, reader, made, OFF);
    await accept(await question(db, reader, attempt));
    expect(await noticesOf(reader)).toMatchObject([
      { kind: "dispute.accepted", href: `/attempts/${attempt}` },
    ]);
    expect(await noticesOf(other)).toHaveLength(1);
    expect((await noticesOf(other))[0]).toMatchObject({ kind: "attempt.rescored" });
    const led = (await noticesOf(other))[0]!.href;
    expect(
      (await db.prisma.attempt.findMany({ where: { userId: other.id } })).map(({ id }) => `/attempts/${id}`),
    ).toContain(led);
    expect(await noticesOf(unchanged)).toEqual([]);
    expect(await mailsOf(unchanged)).toEqual([]);
    expect(await mailsOf(other)).toMatchObject([{ text: expect.stringContaining(SENTENCE) }]);
    expect(await mailsOf(reader)).toHaveLength(1);
  });

  test("without a word of the reference to whom an exam withholds the case", async () => {
    const examined = await resident();
    await answer(db, examined, made, ON);
    const attempt = await answer(db, reader, made, OFF);
    const id = await question(db, reader, attempt);
    await makeAssignment(db, institution, [made], [reader, examined]);
    await accept(id);
    expect(await noticesOf(examined)).toEqual([]);
    expect(await mailsOf(examined)).toEqual([]);
    const [mail] = await mailsOf(reader);
    expect(mail!.text).not.toContain(SENTENCE);
    expect(mail!.text).toContain("released");
    expect(await getAttemptDisputes(ctx(reader), attempt)).toMatchObject({ failure: { code: "not-found" } });
    expect(await getHistory(ctx(reader), {})).toMatchObject({
      value: { entries: [{ state: "withheld", iou: null, rescored: null }] },
    });
  });

  test("of a rejection, with the sentence", async () => {
    const id = await question(db, reader, await answer(db, reader, made, OFF));
    const rejection = { decision: "reject", sentence: "The artery is plain to see." };
    expect(await decideDispute(ctx(judge), id, rejection as never)).toEqual({
      ok: true,
      value: { status: "rejected", versionId: null, rescored: 0, changed: 0 },
    });
    expect(await noticesOf(reader)).toMatchObject([{ kind: "dispute.rejected" }]);
    expect((await mailsOf(reader))[0]!.text).toContain("The artery is plain to see.");
    const { currentVersionId } = await db.prisma.case.findUniqueOrThrow({ where: { id: made.id } });
    expect(currentVersionId).toBe(made.versionId);
    expect(await db.prisma.attemptScore.count({ where: { versionId: made.versionId } })).toBe(0);
  });
});
