import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Language } from "@/lib/language/language";
import { findUser, findUserOfSession, type User } from "../../auth/actor";
import { hashPassword } from "../../auth/password";
import { signIn } from "../../auth/sign-in";
import { testDatabase } from "../../db/testing";
import type { OwnData } from "../../domain/leaving/views";
import { openDispute } from "../disputes/open-dispute";
import { answer, lock, OFF, ON } from "../disputes/testing";
import { rebuildFigures } from "../kept-figures/rebuild-figures";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { changePassword } from "../passwords/change-password";
import { createCohort } from "../people/create-cohort";
import { listPeople } from "../people/list-people";
import { movePeople } from "../people/move-people";
import { markOwnReason } from "../reasons/mark-own-reason";
import { addComment } from "../results/add-comment";
import { given } from "../testing/answering";
import {
  contextOf,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeSession,
  makeUser,
} from "../testing/factories";
import { askDeletion } from "./ask-deletion";
import { deletePerson } from "./delete-person";
import { getOwnAccount } from "./get-own-account";
import { getOwnData } from "./get-own-data";

const db = await testDatabase();
/** Two days after the answers of the helpers. */
const NOW = new Date("2026-03-06T09:00:00Z");
const as = (actor: User, now = NOW) => contextOf(db, actor, now);

let institution: string;
let director: User;
let resident: User;
/** A first name that nobody else has. */
let first: string;

beforeEach(async () => {
  institution = await makeInstitution(db);
  director = await makeUser(db, institution, "director");
  first = `Zeb${randomUUID().slice(0, 8)}`;
  resident = await named(`${first} Quixote`);
});

async function named(name: string, role: User["role"] = "resident"): Promise<User> {
  const { id } = await makeUser(db, institution, role);
  await db.prisma.user.update({ where: { id }, data: { name } });
  return (await findUser(db, id))!;
}

async function inCohort(...people: User[]): Promise<string> {
  const cohort = given(await createCohort(as(director), { name: `Cohort ${randomUUID()}` })).id;
  const early = new Date("2026-01-05T09:00:00Z");
  const input = {
    userIds: people.map(({ id }) => id),
    on: "2026-01-05",
    year: 2,
    cohort: { kind: "move", id: cohort },
  };
  given(await movePeople(as(director, early), input as never, { preview: false }));
  return cohort;
}

const FIGURES = [
  "member_week",
  "member_period",
  "group_week",
  "group_period",
  "program_week",
  "case_figures",
];

/** What is kept, without the readers' ids: as text, digit by digit. */
async function keptFigures(): Promise<string> {
  const kept: unknown[] = [];
  for (const table of FIGURES) {
    const { rows } = await db.pool.query(`SELECT to_jsonb(t) - 'user_id' AS row FROM ${table} t ORDER BY 1`);
    kept.push(rows);
  }
  return JSON.stringify(kept);
}

/** Every text of every table but the audit trail's in which something stands. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await db.pool.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const { rowCount } = await db.pool.query(`SELECT 1 FROM ${name} t WHERE t::text ILIKE $1 LIMIT 1`, [
      `%${text}%`,
    ]);
    if (rowCount) found.push(name);
  }
  return found;
}

const remove = (who: User, by = director, confirm = who.email) => deletePerson(as(by), who.id, { confirm });

// For longer than until Postgres looks whether they wait for each other, which it does once. Not to be asked in a
// transaction, which gives the first answer again and again.
const WAITING = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
  AND query_start < clock_timestamp() - 1.5 * current_setting('deadlock_timeout')::interval`;

const backwards: Language = {
  tag: "de",
  messages: { "{0} questions the reference of {1}.": ["Die Referenz von ", 1, " bezweifelt ", 0, " sehr."] },
};
afterEach(() => {
  globalThis.calotLanguage = undefined;
});

/** Another system is to be told something of a person. */
async function tellOf({ id: userId }: User): Promise<void> {
  const { id: connectionId } = await db.prisma.connection.create({
    data: {
      institutionId: institution,
      kind: "xapi",
      name: "Records",
      settings: {},
      createdAt: NOW,
      changedAt: NOW,
    },
  });
  const subject = `assignment 1 ${userId}`;
  const title = "A finished assignment";
  await db.prisma.delivery.create({
    data: { connectionId, subject, userId, title, payload: { userId }, dueAt: NOW },
  });
}

describe("a deletion", () => {
  it("waits for no figures that wait for it", async () => {
    await answer(db, resident, await makeCase(db, institution), ON);
    // What a deletion asks for last but the new id: by then it holds the person.
    const holder = await db.pool.connect();
    await holder.query("BEGIN; LOCK TABLE dataset_duty");
    const waiting = async () => (await db.pool.query(WAITING)).rowCount;
    const deletion = remove(resident);
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
    const refresh = refreshDueFigures(db, NOW).catch(() => null);
    await expect.poll(waiting, { timeout: 20_000 }).toBe(2);
    await holder.query("COMMIT");
    holder.release();
    expect(await deletion).toMatchObject({ ok: true });
    await refresh;
    await refreshDueFigures(db, NOW);
    for (const difference of await rebuildFigures(db, NOW)) expect(difference.different).toBe(0);
  });

  it("that comes in the first moments of a rebuild is followed by it", async () => {
    await answer(db, resident, await makeCase(db, institution), ON);
    await refreshDueFigures(db, NOW);
    // Something to put right, in a row whose person gets another id while all is made.
    await db.pool.query("UPDATE member_week SET year = 9 WHERE user_id = $1", [resident.id]);
    const holder = await db.pool.connect();
    await holder.query("BEGIN");
    await holder.query('UPDATE "user" SET id = gen_random_uuid() WHERE id = $1', [resident.id]);
    const rebuilt = rebuildFigures(db, NOW);
    await expect.poll(async () => (await db.pool.query(WAITING)).rowCount, { timeout: 20_000 }).toBe(1);
    await holder.query("COMMIT");
    holder.release();
    expect((await rebuilt).some(({ different }) => different > 0)).toBe(true);
    for (const difference of await rebuildFigures(db, NOW)) expect(difference.different).toBe(0);
  });

  it("keeps every figure, and nothing of the person", async () => {
    const colleagues = [await makeUser(db, institution), await makeUser(db, institution)];
    await inCohort(resident, ...colleagues);
    const cases = await Promise.all([1, 2, 3].map(() => makeCase(db, institution)));
    for (const [i, who] of [resident, ...colleagues].entries()) {
      for (const [j, made] of cases.entries()) await answer(db, who, made, (i + j) % 2 ? ON : OFF);
    }
    await tellOf(resident);
    await refreshDueFigures(db, NOW);
    const before = await keptFigures();
    const answers = await db.prisma.attempt.count();

    expect(await remove(resident)).toMatchObject({ ok: true });
    expect(await db.prisma.attempt.count()).toBe(answers);
    expect(await tablesWith(resident.id)).toEqual(["audit_event"]);
    await refreshDueFigures(db, NOW);
    expect(await keptFigures()).toBe(before);
    for (const difference of await rebuildFigures(db, NOW)) expect(difference.different).toBe(0);

    for (const text of [first, resident.email]) expect(await tablesWith(text)).toEqual([]);
    // The old id stands in the audit trail alone, where it belongs to nobody.
    expect(await tablesWith(resident.id)).toEqual(["audit_event"]);
    const former = await db.prisma.user.findFirstOrThrow({
      where: { institutionId: institution, name: "Former resident" },
      include: { memberships: true, training: true, attempts: true },
    });
    expect(former.id).not.toBe(resident.id);
    expect(former).toMatchObject({ role: "resident", deactivatedAt: NOW });
    expect([former.attempts.length, former.memberships.length, former.training.length]).toEqual([3, 1, 1]);
    expect(former.memberships[0]!.leftAt).toEqual(NOW);
    expect(await tablesWith(former.id)).not.toContain("audit_event");
  });

  it.each([
    ["English", undefined],
    ["a language that ends a sentence otherwise", backwards],
  ])(
    "removes what was said by and about the person, and what others were told of it, in %s",
    async (_, language) => {
      globalThis.calotLanguage = language;
      const faculty = await named("Doctor Who", "faculty");
      const made = await makeCase(db, institution);
      const assignmentId = await makeAssignment(db, institution, [made], [resident], {
        mode: "guided",
        resultsReleasedAt: new Date(0),
      });
      const words = { nextAction: `${first} would clip`, criticalRisk: `${first} might tear` };
      const attemptId = await answer(db, resident, made, OFF, { assignmentId }, words);
      given(await markOwnReason(as(resident), { attemptId, part: "nextAction" }, { grade: "missed" }));
      const say = (who: User, text: string) => addComment(as(who), attemptId, { id: randomUUID(), text });
      given(await say(faculty, `${first}, look at the duct`));
      given(await say(resident, `${first} says thanks`));
      given(
        await openDispute(as(resident), attemptId, {
          id: randomUUID(),
          reason: `I, ${first}, would have it otherwise, over there.`,
        }),
      );
      await db.prisma.residentNote.create({
        data: { residentId: resident.id, authorId: director.id, text: `${first} does well` },
      });
      await db.prisma.assignmentReader.updateMany({
        where: { userId: resident.id },
        data: { excuse: `${first} is ill` },
      });
      given(await askDeletion(as(resident), true));
      expect((await tablesWith(first)).sort()).toEqual(
        [
          '"user"',
          "assignment_reader",
          "attempt",
          "attempt_comment",
          "dispute",
          "mail",
          "notice",
          "resident_note",
        ].sort(),
      );
      expect(await remove(resident)).toMatchObject({ ok: true });
      expect(await tablesWith(first)).toEqual([]);
      expect(await tablesWith(resident.id)).toEqual(["audit_event"]);
      expect(await db.prisma.reasonMark.count({ where: { attempt: { caseId: made.id } } })).toBe(0);
      expect(await db.prisma.dispute.findFirst({ where: { caseId: made.id } })).toMatchObject({
        status: "withdrawn",
      });
    },
  );

  it("of staff keeps what they made for others, without their name", async () => {
    const faculty = await named(`${first} Senior`, "faculty");
    const made = await makeCase(db, institution);
    const assignmentId = await makeAssignment(db, institution, [made], [resident], {
      mode: "guided",
      resultsReleasedAt: new Date(0),
    });
    await db.prisma.user.update({ where: { id: resident.id }, data: { name: "A resident" } });
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { authorId: faculty.id } });
    const attemptId = await answer(db, resident, made, OFF, { assignmentId });
    given(await addComment(as(faculty), attemptId, { id: randomUUID(), text: "Look at the duct" }));
    expect(await remove(faculty)).toMatchObject({ ok: true });
    expect(await tablesWith(first)).toEqual([]);
    const comment = await db.prisma.attemptComment.findFirstOrThrow({
      where: { attemptId },
      include: { author: true },
    });
    expect(comment).toMatchObject({ text: "Look at the duct", author: { name: "Former faculty" } });
  });

  it("is not undone by an answer that is on its way", async () => {
    await inCohort(resident);
    const made = await makeCase(db, institution);
    const attempts = [answer(db, resident, made, ON), remove(resident)] as const;
    const [answered, removed] = await Promise.allSettled(attempts);
    expect(removed).toMatchObject({ status: "fulfilled", value: { ok: true } });
    await refreshDueFigures(db, NOW);
    for (const difference of await rebuildFigures(db, NOW)) expect(difference.different).toBe(0);
    if (answered.status === "rejected")
      expect(await db.prisma.attempt.count({ where: { userId: resident.id } })).toBe(0);
  });

  it("asks for the address, and is carried out by those who manage the person", async () => {
    expect(await remove(resident, director, "somebody@else.example")).toMatchObject({
      failure: { code: "invalid" },
    });
    const elsewhere = await makeInstitution(db);
    for (const stranger of [
      resident,
      await makeUser(db, institution, "faculty"),
      await makeUser(db, elsewhere, "admin"),
    ]) {
      const target = stranger.id === resident.id ? director : resident;
      expect(await remove(target, stranger)).toMatchObject({ failure: { code: "not-found" } });
    }
    const admin = await makeUser(db, institution, "admin");
    expect(await remove(admin, director)).toMatchObject({ failure: { code: "forbidden" } });
    expect(await remove(admin, admin)).toMatchObject({ failure: { code: "forbidden" } });
    given(await remove(resident));
    const left = given(await listPeople(as(director), { account: "all" })).people;
    expect(left.map(({ name }) => name)).not.toContain("Former resident");
    const former = await db.prisma.user.findFirstOrThrow({
      where: { institutionId: institution, name: "Former resident" },
    });
    expect(await deletePerson(as(director), former.id, { confirm: former.email })).toMatchObject({
      failure: { code: "not-found" },
    });
    expect(
      await signIn(db, { email: former.email, password: "-" }, { address: "10.2.0.1", device: null }, NOW),
    ).toEqual({
      outcome: "refused",
    });
  });
});

describe("one's own data", () => {
  const part = (data: OwnData, name: string): Record<string, unknown>[] => {
    const found = data.parts.find((each) => each.name === name)!;
    return found.rows.map((row) => Object.fromEntries(found.columns.map((column, i) => [column, row[i]])));
  };

  it("holds every answer with its score, and leaves out what is withheld", async () => {
    await inCohort(resident);
    const [free, examined] = [await makeCase(db, institution), await makeCase(db, institution)];
    const assignmentId = await makeAssignment(db, institution, [examined], [resident]);
    await tellOf(resident);
    await answer(db, resident, free, ON);
    await answer(db, resident, examined, ON, { assignmentId, mode: undefined });
    const data = given(await getOwnData(as(resident)));
    // Both answers are of one moment.
    const byState = (rows: Record<string, unknown>[]) =>
      rows.toSorted((a, b) => Number(a.withheld) - Number(b.withheld));
    expect(byState(part(data, "attempts"))).toMatchObject([
      { case: "V01, frame 7", withheld: false, "phase right": true, IoU: 1, "zone outcome": "hit" },
      {
        case: null,
        withheld: true,
        "phase right": null,
        IoU: null,
        "zone outcome": null,
        "reference phase": null,
        x1: 100,
      },
    ]);
    expect(part(data, "told")).toEqual([{ system: "Records", what: "A finished assignment", told: null }]);
    expect(part(data, "cohorts")).toHaveLength(1);
    expect(part(data, "training")).toEqual([{ since: "2026-01-05", year: 2 }]);
    expect(part(data, "record").map(({ action }) => action)).toContain("attempt.lock");
    expect(JSON.stringify(data)).not.toContain("secret");
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { resultsReleasedAt: NOW } });
    expect(part(given(await getOwnData(as(resident))), "attempts")).toMatchObject([
      { withheld: false, IoU: 1 },
      { withheld: false, IoU: 1 },
    ]);
  });

  it("does not tell whether the phase of an attempt that is open was right", async () => {
    const made = await makeCase(db, institution);
    await lock(db, resident, made, { mode: "exam" });
    const soon = new Date("2026-03-04T10:00:00Z");
    expect(part(given(await getOwnData(as(resident, soon))), "attempts")).toMatchObject([
      { case: null, "phase right": null, "reference phase": null },
    ]);
  });

  it("is one's own alone", async () => {
    const colleague = await named("Somebody Else");
    await answer(db, colleague, await makeCase(db, institution), ON);
    const text = JSON.stringify(given(await getOwnData(as(resident))));
    expect(text).not.toContain("Somebody Else");
    expect(text).not.toContain(colleague.id);
    expect(given(await getOwnAccount(as(resident)))).toMatchObject({ id: resident.id, attempts: 0 });
  });
});

describe("the wish to be deleted", () => {
  it("is told to those who carry it out, without the name, and can be taken back", async () => {
    given(await askDeletion(as(resident), true));
    given(await askDeletion(as(resident), true));
    const notices = await db.prisma.notice.findMany({ where: { userId: director.id } });
    expect(notices).toHaveLength(1);
    expect(notices[0]!.text).not.toContain(first);
    const waiting = async () => given(await listPeople(as(director), { account: "leaving" })).people.length;
    expect(await waiting()).toBe(1);
    given(await askDeletion(as(resident), false));
    expect(await waiting()).toBe(0);
  });
});

describe("a new password", () => {
  it("takes the old one, and ends every other session", async () => {
    const here = await makeSession(db, resident, NOW);
    const elsewhere = await makeSession(db, resident, NOW);
    const passwordHash = await hashPassword("the old password");
    await db.prisma.user.update({ where: { id: resident.id }, data: { passwordHash } });
    const change = (current: string, next: string) =>
      changePassword({ ...as(resident), sessionId: here }, { current, next });
    expect(await change("a wrong password", "the new password")).toMatchObject({
      failure: { code: "conflict" },
    });
    expect(await change("the old password", "short")).toMatchObject({ failure: { code: "invalid" } });
    expect(await findUserOfSession(db, elsewhere, NOW)).not.toBeNull();
    given(await change("the old password", "the new password"));
    expect(await findUserOfSession(db, elsewhere, NOW)).toBeNull();
    expect(await findUserOfSession(db, here, NOW)).not.toBeNull();
    const enter = (password: string) =>
      signIn(db, { email: resident.email, password }, { address: "10.3.0.2", device: null }, NOW);
    expect(await enter("the old password")).toEqual({ outcome: "refused" });
    expect(await enter("the new password")).toMatchObject({ outcome: "welcome" });
  });

  it("is not guessed at through the account’s page", async () => {
    const passwordHash = await hashPassword("the old password");
    await db.prisma.user.update({ where: { id: resident.id }, data: { passwordHash } });
    const results = [];
    for (let i = 0; i < 9; i++) {
      results.push(await changePassword(as(resident), { current: `guess ${i}`, next: "the new password" }));
    }
    expect(results.at(-1)).toMatchObject({ failure: { detail: expect.stringContaining("Too many wrong") } });
  });
});
