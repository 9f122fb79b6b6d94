import { beforeEach, expect, test } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { given } from "../testing/answering";
import { contextOf, makeInstitution, makeUser } from "../testing/factories";
import { getOwnData } from "./get-own-data";
import { getPersonsData } from "./get-persons-data";

const db = await testDatabase();
const NOW = new Date("2026-11-30T09:00:00Z");
const REASON = "Asked for it by letter of 27 November";
const as = (actor: User) => contextOf(db, actor, NOW);

let institution: string;
let director: User;
let resident: User;
beforeEach(async () => {
  institution = await makeInstitution(db);
  director = await makeUser(db, institution, "director");
  resident = await makeUser(db, institution);
});

const take = (actor: User, of: User, reason = REASON) => getPersonsData(as(actor), of.id, { reason });
const traces = async (person: User) => ({
  events: await db.prisma.auditEvent.findMany({ where: { subjectId: person.id, action: "user.export-for" } }),
  notices: await db.prisma.notice.findMany({ where: { userId: person.id } }),
  mails: await db.prisma.mail.findMany({ where: { userId: person.id } }),
});

test("it is what the person could take, with what is told of the taking", async () => {
  const taken = given(await take(director, resident));
  const own = given(await getOwnData(as(resident)));
  const without = ({ parts, ...head }: typeof own) => ({
    ...head,
    parts: parts.filter(({ name }) => name !== "record"),
  });
  expect(without(taken)).toEqual(without(own));
  expect(taken.parts.find(({ name }) => name === "notices")!.rows).toHaveLength(1);
  expect(taken.person).toBe(resident.name);
});

test("who took it and why is written down, and told in Calot and by mail; each time", async () => {
  given(await take(director, resident));
  given(await take(director, resident, `  ${REASON}\n`));
  const { events, notices, mails } = await traces(resident);
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({ actorId: director.id, detail: { reason: REASON } });
  expect(events[1]).toMatchObject({ detail: { reason: REASON } });
  expect(notices).toHaveLength(2);
  expect(notices[0]!.text).toContain(`${director.name} took a copy`);
  expect(notices[0]!.text).toContain(REASON);
  expect(mails).toHaveLength(2);
  expect(mails[0]!.text).toContain(REASON);
});

test("of a closed account too, and then nobody is told", async () => {
  await db.prisma.user.update({ where: { id: resident.id }, data: { deactivatedAt: NOW } });
  given(await take(director, resident));
  const { events, notices, mails } = await traces(resident);
  expect([events.length, notices.length, mails.length]).toEqual([1, 0, 0]);
});

test("without a reason, or with one too long, nothing is taken", async () => {
  for (const reason of ["", "asked", "         ", "x".repeat(301)]) {
    expect(await take(director, resident, reason)).toMatchObject({ failure: { code: "invalid" } });
  }
  expect((await traces(resident)).events).toHaveLength(0);
});

test("nobody takes it of who isn't theirs to manage", async () => {
  const [admin, faculty] = [
    await makeUser(db, institution, "admin"),
    await makeUser(db, institution, "faculty"),
  ];
  const elsewhere = await makeUser(db, await makeInstitution(db), "admin");
  const refused = [
    [resident, faculty, "not-found"],
    [faculty, resident, "not-found"],
    [elsewhere, resident, "not-found"],
    [director, admin, "forbidden"],
    [director, director, "forbidden"],
  ] as const;
  for (const [actor, of, code] of refused) {
    expect(await take(actor, of)).toMatchObject({ failure: { code } });
    expect((await traces(of)).events).toHaveLength(0);
  }
  given(await take(admin, director));
});
