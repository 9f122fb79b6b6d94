import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { contextOf, type MadeCase, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { decideDispute } from "./decide-dispute";
import { getDispute } from "./get-dispute";
import { listDisputes } from "./list-disputes";
import { acceptance, answer, NOW, OFF, ON, question } from "./testing";
import { withdrawDispute } from "./withdraw-dispute";

const db = await testDatabase();
let institution: string;
let elsewhere: string;
let reader: User;
let made: MadeCase;
let id: string;

const ctx = (who: User) => contextOf(db, who, NOW);
const NOT_FOUND = { failure: { code: "not-found" } };
const STAFF = ["faculty", "director", "admin"] as const;

beforeAll(async () => {
  [institution, elsewhere] = [await makeInstitution(db), await makeInstitution(db)];
  reader = await makeUser(db, institution);
  made = await makeCase(db, institution);
  await answer(db, await makeUser(db, institution), made, ON);
  id = await question(db, reader, await answer(db, reader, made, OFF), { phase: "C", box: OFF });
});

describe("who decides", () => {
  test("sees what is questioned, by whom, and everything to decide it", async () => {
    for (const role of STAFF) {
      const judge = await makeUser(db, institution, role);
      expect(await listDisputes(ctx(judge))).toMatchObject({
        value: {
          open: [{ case: { id: made.id, video: "V01" }, disputes: [{ id, own: false }] }],
          decided: [],
        },
      });
      expect(await getDispute(ctx(judge), id)).toMatchObject({
        value: {
          phase: "C",
          box: OFF,
          attempt: { box: OFF, phaseCorrect: true, iou: 0 },
          current: { versionId: made.versionId, boxes: [[100, 100, 300, 300]] },
          versions: [{ number: 1 }],
          heat: { n: 2, columns: 48, rows: 27 },
          affected: { attempts: 2, readers: 2 },
        },
      });
    }
  });

  test("doesn't decide what is their own", async () => {
    const own = await makeUser(db, institution, "faculty");
    const mine = await question(db, own, await answer(db, own, await makeCase(db, institution), OFF));
    expect(await decideDispute(ctx(own), mine, { decision: "reject", sentence: "No." })).toMatchObject({
      failure: { code: "forbidden" },
    });
    const both = { decision: "reject" as const, sentence: "No.", together: [id] };
    expect(await decideDispute(ctx(own), mine, both)).toMatchObject({ ok: false });
    await withdrawDispute(ctx(own), mine);
    expect(await getDispute(ctx(await makeUser(db, institution, "faculty")), mine)).toMatchObject(NOT_FOUND);
  });
});

test.each(["resident", ...STAFF] as const)("a stranger (%s) finds nothing", async (role) => {
  const stranger = await makeUser(db, elsewhere, role);
  const listed = await listDisputes(ctx(stranger));
  if (role === "resident") expect(listed).toMatchObject(NOT_FOUND);
  else expect(listed).toMatchObject({ value: { open: [], decided: [] } });
  expect(await getDispute(ctx(stranger), id)).toMatchObject(NOT_FOUND);
  for (const input of [acceptance(made.versionId), { decision: "reject", sentence: "No." }, {}]) {
    expect(await decideDispute(ctx(stranger), id, input as never)).toMatchObject(NOT_FOUND);
  }
  expect(await withdrawDispute(ctx(stranger), id)).toMatchObject(NOT_FOUND);
});

test("a resident, the disputer too, finds nothing of what faculty see", async () => {
  for (const who of [reader, await makeUser(db, institution)]) {
    expect(await listDisputes(ctx(who))).toMatchObject(NOT_FOUND);
    expect(await getDispute(ctx(who), id)).toMatchObject(NOT_FOUND);
    expect(await decideDispute(ctx(who), id, acceptance(made.versionId))).toMatchObject(NOT_FOUND);
  }
});

test("what isn't there is not found", async () => {
  const judge = await makeUser(db, institution, "faculty");
  for (const nowhere of [randomUUID(), "x", null]) {
    expect(await getDispute(ctx(judge), nowhere as never)).toMatchObject(NOT_FOUND);
    expect(await decideDispute(ctx(judge), nowhere as never, {} as never)).toMatchObject(NOT_FOUND);
  }
  expect(await db.prisma.dispute.count({ where: { id, status: "open" } })).toBe(1);
});
