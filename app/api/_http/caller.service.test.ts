import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeEach, describe, expect, it } from "vitest";
import { supposedUser } from "@/lib/auth/actor";
import { servedTestDatabase } from "@/lib/db/testing";
import { setEnv } from "@/lib/env";
import { makeCase, makeInstitution, makeSession, makeUser } from "@/lib/services/testing/factories";
import { POST as lock } from "../attempts/route";

const SECRET = "a secret of thirty-two bytes or more";
const db = await servedTestDatabase();
setEnv({ NEXTAUTH_SECRET: SECRET });

describe("who asked before in a session", () => {
  let userId: string;
  let sessionId: string;
  let cookie: string;
  let institutionId: string;

  const send = (body: object): Promise<Response> => {
    const headers = { cookie, "content-type": "application/json" };
    const request = new Request("http://calot.invalid/api/attempts", {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return lock(request, { params: Promise.resolve({}) });
  };
  const phaseOf = (caseId: string, id = randomUUID()) => ({ id, caseId, phase: "B" });
  const attempts = (): Promise<number> => db.prisma.attempt.count({ where: { userId } });

  beforeEach(async () => {
    institutionId = await makeInstitution(db);
    const user = await makeUser(db, institutionId, "resident");
    userId = user.id;
    sessionId = await makeSession(db, user, new Date());
    cookie = `next-auth.session-token=${await encode({ token: { sub: userId, sid: sessionId }, secret: SECRET })}`;
    const first = await send(phaseOf((await makeCase(db, institutionId)).id));
    expect(first.status).toBe(201);
    expect(supposedUser(sessionId)).toMatchObject({ id: userId, role: "resident", institutionId });
  });

  it("is answered again", async () => {
    const { id: caseId } = await makeCase(db, institutionId);
    const body = phaseOf(caseId);
    const [once, twice] = [await send(body), await send(body)];
    expect([once.status, twice.status]).toEqual([201, 201]);
    expect(await twice.json()).toEqual(await once.json());
    expect(await attempts()).toBe(2);
  });

  it("is nobody from the moment at which the account is closed, and nothing is stored", async () => {
    await db.prisma.user.update({ where: { id: userId }, data: { deactivatedAt: new Date() } });
    expect((await send(phaseOf((await makeCase(db, institutionId)).id))).status).toBe(401);
    expect((await send({ odd: true })).status).toBe(401);
    expect(await attempts()).toBe(1);
  });

  it("is nobody once the session has ended, whether what is sent can be read or not", async () => {
    await db.prisma.session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });
    expect((await send({ odd: true })).status).toBe(401);
    expect((await send(phaseOf((await makeCase(db, institutionId)).id))).status).toBe(401);
    expect(await attempts()).toBe(1);
  });

  it("is who they are now: what was of the old institution is no longer there, what is of the new one is", async () => {
    const elsewhere = await makeInstitution(db);
    const [old, now] = [await makeCase(db, institutionId), await makeCase(db, elsewhere)];
    await db.prisma.user.update({ where: { id: userId }, data: { institutionId: elsewhere } });
    expect((await send(phaseOf(now.id))).status).toBe(201);
    expect((await send(phaseOf(old.id))).status).toBe(404);
    expect(supposedUser(sessionId)).toMatchObject({ institutionId: elsewhere });
    await db.prisma.user.update({ where: { id: userId }, data: { institutionId } });
    expect((await send(phaseOf(now.id))).status).toBe(404);
    expect(await attempts()).toBe(2);
  });
});
