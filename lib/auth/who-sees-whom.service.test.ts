import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "../db/testing";
import { AUDIT_GROUPS } from "../domain/audit/actions";
import { NO_AUDIT_FILTER } from "../domain/audit/filter";
import { libraryQuerySchema } from "../domain/library/query";
import { getAttempt } from "../services/attempts/get-attempt";
import { listAudit } from "../services/audit/list-audit";
import { getCaseSet } from "../services/case-sets/get-case-set";
import { getCohort } from "../services/cohorts/get-cohort";
import { getProgram } from "../services/cohorts/get-program";
import { getResident } from "../services/cohorts/get-resident";
import { listResidents } from "../services/cohorts/list-residents";
import type { Context } from "../services/context";
import { listDisputes } from "../services/disputes/list-disputes";
import { openDispute } from "../services/disputes/open-dispute";
import { answer, ON } from "../services/disputes/testing";
import { invitePerson } from "../services/invitations/invite-person";
import { listInvitations } from "../services/invitations/list-invitations";
import { getOwnData } from "../services/leaving/get-own-data";
import { listLibrary } from "../services/library/list-library";
import { listMilestones } from "../services/milestones/list-milestones";
import { getPacket } from "../services/packet/get-packet";
import { createCohort } from "../services/people/create-cohort";
import { getPerson } from "../services/people/get-person";
import { listPeople } from "../services/people/list-people";
import { movePeople } from "../services/people/move-people";
import { getHistory } from "../services/progress/get-history";
import { listReaders } from "../services/readers/list-readers";
import type { Result } from "../services/result";
import { getResultAttempt } from "../services/results/get-result-attempt";
import { getResults } from "../services/results/get-results";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../services/testing/factories";
import type { User } from "./actor";

/** The table of docs/people.md: by what is seen, a word for each kind of viewer. */
function readTable(): {
  readonly viewers: readonly string[];
  readonly rows: ReadonlyMap<string, readonly string[]>;
} {
  const text = readFileSync("docs/people.md", "utf8");
  const lines = text.slice(text.indexOf("## Who may see whom")).split("\n");
  const cells = lines
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
  const [header, , ...rows] = cells;
  return {
    viewers: header!.slice(1),
    rows: new Map(rows.map(([what, ...words]) => [what!, words])),
  };
}

const db = await testDatabase();
const NOW = new Date("2026-03-06T09:00:00Z");
const as = (actor: User) => contextOf(db, actor, NOW);
const table = readTable();

type Word = "yes" | "no" | "without names" | "in part";

let viewers: Readonly<Record<string, readonly User[]>>;
let resident: User;
let made: MadeCase;
let cohort: string;
let assignment: string;
let assignedAttempt: string;
let freeAttempt: string;
let caseSet: string;

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};

beforeAll(async () => {
  const institution = await makeInstitution(db);
  resident = await makeUser(db, institution);
  const elsewhere = await makeInstitution(db);
  viewers = {
    // A colleague, and not whose things are looked at.
    resident: [await makeUser(db, institution)],
    faculty: [await makeUser(db, institution, "faculty")],
    director: [await makeUser(db, institution, "director")],
    admin: [await makeUser(db, institution, "admin")],
    stranger: await Promise.all(
      (["resident", "faculty", "director", "admin"] as const).map((role) => makeUser(db, elsewhere, role)),
    ),
  };
  const director = viewers.director![0]!;
  cohort = need(await createCohort(as(director), { name: "PGY-1" })).id;
  const move = { userIds: [resident.id], on: "2026-01-05", year: 1, cohort: { kind: "move", id: cohort } };
  need(await movePeople(as(director), move as never, { preview: false }));
  need(await invitePerson(as(director), { email: "new@h.example", name: "New", role: "resident" }));
  await db.prisma.milestone.create({
    data: {
      institutionId: institution,
      position: 1,
      code: "MK-2",
      name: "Anatomy",
      figure: "acc",
      levels: [0.5],
    },
  });
  made = await makeCase(db, institution);
  const free = await makeCase(db, institution);
  assignment = await makeAssignment(db, institution, [made], [resident], {
    mode: "guided",
    resultsReleasedAt: new Date(0),
  });
  assignedAttempt = await answer(db, resident, made, ON, { assignmentId: assignment });
  freeAttempt = await answer(db, resident, free, ON);
  need(await openDispute(as(resident), freeAttempt, { id: randomUUID(), reason: "It reaches too low." }));
  // By somebody who is none of the viewers.
  const author = await makeUser(db, institution, "faculty");
  const set = await db.prisma.caseSet.create({
    data: { institutionId: institution, name: "Mine", authorId: author.id, shared: false },
  });
  caseSet = set.id;
  for (const viewer of Object.values(viewers).flat()) {
    const { id } = viewer.institutionId === institution ? free : await makeCase(db, elsewhere);
    await answer(db, viewer, { id, versionId: "", runId: "" }, ON);
  }
});

const whole = (result: Result<unknown>): Word => (result.ok ? "yes" : "no");
/** Of a list, which everybody may have of their own institution: whether this one's thing is in it. */
const holding = (result: Result<unknown>, id: string): Word =>
  result.ok && JSON.stringify(result.value).includes(id) ? "yes" : "no";

/** How each row of the table is tried. */
const attempts: Readonly<Record<string, (ctx: Context & { actor: User }) => Promise<Word>>> = {
  "own answers and figures": async (ctx) => {
    const history = await getHistory(ctx, {});
    return history.ok && history.value.entries.length === 1 ? "yes" : "no";
  },
  "own data as one file": async (ctx) => holding(await getOwnData(ctx), ctx.actor.email),
  "a resident’s answer in an assignment": async (ctx) =>
    whole(await getResultAttempt(ctx, { assignmentId: assignment, attemptId: assignedAttempt })),
  "a resident’s answer in free practice": async (ctx) => {
    const seen = [
      await getAttempt(ctx, freeAttempt),
      await getResultAttempt(ctx, { assignmentId: assignment, attemptId: freeAttempt }),
    ];
    return seen.some(({ ok }) => ok) ? "yes" : "no";
  },
  "an assignment’s results": async (ctx) => whole(await getResults(ctx, assignment)),
  "a resident’s page of figures": async (ctx) =>
    whole(await getResident(ctx, { id: resident.id, weeks: 12 })),
  "the list of residents with their figures": async (ctx) =>
    holding(await listResidents(ctx, { weeks: 12, page: 1 }), resident.id),
  "a cohort’s figures": async (ctx) => {
    const page = await getCohort(ctx, { id: cohort, weeks: 12 });
    if (!page.ok) return "no";
    const text = JSON.stringify(page.value);
    return text.includes(resident.id) || text.includes(resident.name) ? "yes" : "without names";
  },
  "the program’s figures": async (ctx) => holding(await getProgram(ctx, { weeks: 12 }), cohort),
  "a resident’s committee packet": async (ctx) => whole(await getPacket(ctx, { id: resident.id })),
  milestones: async (ctx) => holding(await listMilestones(ctx), "MK-2"),
  "the list of people": async (ctx) => holding(await listPeople(ctx, {}), resident.id),
  "a person’s account": async (ctx) => whole(await getPerson(ctx, resident.id)),
  invitations: async (ctx) => holding(await listInvitations(ctx, {}), "new@h.example"),
  "the audit trail": async (ctx) => {
    const page = await listAudit(ctx, NO_AUDIT_FILTER);
    if (!page.ok || !JSON.stringify(page.value.entries).includes(cohort)) return "no";
    return page.value.groups.length === AUDIT_GROUPS.length ? "yes" : "in part";
  },
  "the library, with references": async (ctx) =>
    holding(await listLibrary(ctx, { query: libraryQuerySchema.parse({}), cursor: null }), made.id),
  "somebody’s own case set that is not shared": async (ctx) => whole(await getCaseSet(ctx, caseSet)),
  "the table of readers": async (ctx) => {
    const dataset = await db.prisma.case.findUniqueOrThrow({
      where: { id: made.id },
      select: { video: { select: { datasetId: true } } },
    });
    return holding(await listReaders(ctx), dataset.video.datasetId);
  },
  "who questions which reference": async (ctx) => {
    const list = await listDisputes(ctx);
    return list.ok && list.value.open.length > 0 ? "yes" : "no";
  },
};

describe("who may see whom", () => {
  it("is a table in the documentation whose every row is tried", () => {
    expect([...table.rows.keys()].sort()).toEqual(Object.keys(attempts).sort());
    expect(table.viewers).toEqual(Object.keys(viewers));
  });

  for (const [what, words] of table.rows) {
    it.each(words.map((word, i) => [table.viewers[i]!, word]))(`${what}: %s, %s`, async (viewer, word) => {
      for (const actor of viewers[viewer]!) {
        const seen = await attempts[what]!({ ...as(actor), actor });
        expect([actor.role, seen]).toEqual([actor.role, word]);
      }
    });
  }
});
