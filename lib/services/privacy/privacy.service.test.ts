import { beforeEach, expect, test } from "vitest";
import { findUserOfSession, supposedUser, type User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { deletePerson } from "../leaving/delete-person";
import { getOwnData } from "../leaving/get-own-data";
import { given } from "../testing/answering";
import { contextOf, makeInstitution, makeSession, makeUser } from "../testing/factories";
import { acceptNotice } from "./accept-notice";
import { getNotices } from "./get-notices";
import { getOwnNotice } from "./get-own-notice";
import { publishNotice } from "./publish-notice";
import { withdrawNotice } from "./withdraw-notice";

const db = await testDatabase();
const NOW = new Date("2026-11-30T09:00:00Z");
const FIRST = "We keep your answers and their scores.";
const SECOND = "We keep your answers, their scores, and who looked at them.";
const as = (actor: User, now = NOW) => contextOf(db, actor, now);

let institution: string;
let admin: User;
let resident: User;
beforeEach(async () => {
  institution = await makeInstitution(db);
  admin = await makeUser(db, institution, "admin");
  resident = await makeUser(db, institution);
});

const publish = async (text: string, substantial = true) =>
  given(await publishNotice(as(admin), { text, substantial })).version;
const accept = (person: User, version: number) => acceptNotice(as(person), { version });
async function isHeldUp(person: User): Promise<boolean> {
  const sessionId = await makeSession(db, person, NOW);
  return (await findUserOfSession(db, sessionId, NOW))!.unaccepted;
}

test("nobody is held up until a notice is in force, and then everybody until it is accepted", async () => {
  expect(await isHeldUp(resident)).toBe(false);
  expect(given(await getOwnNotice(as(resident)))).toBeNull();
  const version = await publish(FIRST, false);
  expect(version).toBe(1);
  for (const person of [resident, admin, await makeUser(db, institution, "director")]) {
    expect(await isHeldUp(person)).toBe(true);
  }
  expect(given(await getOwnNotice(as(resident)))).toMatchObject({
    version,
    text: FIRST,
    accepted: null,
    pending: true,
  });
  given(await accept(resident, version));
  given(await accept(resident, version));
  expect(await isHeldUp(resident)).toBe(false);
  expect(await isHeldUp(admin)).toBe(true);
  const events = await db.prisma.auditEvent.findMany({
    where: { subjectId: resident.id, action: "privacy.accept" },
  });
  expect(events).toMatchObject([{ actorId: resident.id, detail: { version } }]);
});

test("who was let go on and is held up by a change isn't supposed to be let in any more", async () => {
  const sessionId = await makeSession(db, resident, NOW);
  await findUserOfSession(db, sessionId, NOW);
  expect(supposedUser(sessionId)).toMatchObject({ id: resident.id });
  await publish(FIRST);
  await findUserOfSession(db, sessionId, NOW);
  expect(supposedUser(sessionId)).toBeNull();
});

test("a change in substance is accepted anew, one in words alone is not", async () => {
  given(await accept(resident, await publish(FIRST)));
  const reworded = await publish(`${FIRST} Thank you.`, false);
  expect(await isHeldUp(resident)).toBe(false);
  expect(given(await getOwnNotice(as(resident)))).toMatchObject({
    version: reworded,
    accepted: { version: 1, at: NOW.toISOString() },
    pending: false,
  });
  // Who comes anew accepts what stands.
  const joiner = await makeUser(db, institution);
  given(await accept(joiner, reworded));
  expect(await isHeldUp(joiner)).toBe(false);
  const changed = await publish(SECOND);
  expect([await isHeldUp(resident), await isHeldUp(joiner)]).toEqual([true, true]);
  given(await accept(resident, changed));
  expect(await isHeldUp(resident)).toBe(false);
});

test("what was read is what is accepted: not another wording, and none where none is in force", async () => {
  expect(await accept(resident, 1)).toMatchObject({ failure: { code: "conflict" } });
  await publish(FIRST);
  await publish(SECOND);
  expect(await accept(resident, 1)).toMatchObject({ failure: { code: "conflict" } });
  expect(await accept(resident, 3)).toMatchObject({ failure: { code: "conflict" } });
  expect(await acceptNotice(as(resident), {} as never)).toMatchObject({ failure: { code: "invalid" } });
  expect(await isHeldUp(resident)).toBe(true);
});

test("out of force nobody is held up; in force again, the wording is a new one", async () => {
  await publish(FIRST);
  given(await withdrawNotice(as(admin)));
  expect(await isHeldUp(resident)).toBe(false);
  expect(await withdrawNotice(as(admin))).toMatchObject({ failure: { code: "conflict" } });
  expect(await publish(FIRST, false)).toBe(2);
  expect(await isHeldUp(resident)).toBe(true);
});

test("the words that stand are not published again, nor none, nor a book", async () => {
  await publish(FIRST);
  for (const [text, code] of [
    [`  ${FIRST}\r\n`, "conflict"],
    ["", "invalid"],
    ["x".repeat(30_001), "invalid"],
  ] as const) {
    expect(await publishNotice(as(admin), { text, substantial: true })).toMatchObject({ failure: { code } });
  }
});

test("two who publish at once make two wordings", async () => {
  const versions = await Promise.all([publish(FIRST), publish(SECOND)]);
  expect(versions.sort()).toEqual([1, 2]);
});

test("administrators see every wording, and how many accepted it; of their own institution", async () => {
  given(await accept(resident, await publish(FIRST)));
  await publish(SECOND);
  given(await accept(admin, 2));
  const left = await makeUser(db, institution);
  await db.prisma.user.update({ where: { id: left.id }, data: { deactivatedAt: NOW } });
  const other = await makeUser(db, await makeInstitution(db), "admin");
  given(await publishNotice(as(other), { text: FIRST, substantial: true }));
  given(await acceptNotice(as(other), { version: 1 }));
  expect(given(await getNotices(as(admin)))).toMatchObject({
    required: 2,
    people: 2,
    settled: 1,
    versions: [
      { version: 2, text: SECOND, substantial: true, accepted: 1 },
      { version: 1, text: FIRST, substantial: true, accepted: 1 },
    ],
  });
});

test("none but administrators say what it says", async () => {
  for (const role of ["resident", "faculty", "director"] as const) {
    const actor = as(await makeUser(db, institution, role));
    const asked = [
      publishNotice(actor, { text: FIRST, substantial: true }),
      withdrawNotice(actor),
      getNotices(actor),
    ];
    for (const each of await Promise.all(asked))
      expect(each).toMatchObject({ failure: { code: "not-found" } });
  }
});

test("it stands in one's data, and goes with the person", async () => {
  given(await accept(resident, await publish(FIRST)));
  const data = given(await getOwnData(as(resident)));
  expect(data.parts.find(({ name }) => name === "privacy")!.rows).toEqual([[1, NOW.toISOString(), FIRST]]);
  const director = await makeUser(db, institution, "director");
  given(await deletePerson(as(director), resident.id, { confirm: resident.email }));
  expect(given(await getNotices(as(admin))).versions).toMatchObject([{ accepted: 0 }]);
});
