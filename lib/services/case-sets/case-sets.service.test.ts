import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { Language } from "@/lib/language/language";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { CaseSetDetail } from "../../domain/case-sets/views";
import type { Result } from "../result";
import { contextOf, makeAssignment, makeUser } from "../testing/factories";
import { sentTwice } from "../testing/interleave";
import { addCases } from "./add-cases";
import { archiveCaseSet, publishCaseSet, restoreCaseSet } from "./change-status";
import { copyCaseSet } from "./copy-case-set";
import { createCaseSet } from "./create-case-set";
import { getCaseSet } from "./get-case-set";
import { listCaseSets } from "./list-case-sets";
import { saveCaseSet } from "./save-case-set";
import { aSetSite, type SiteCase } from "./testing";

const db = await testDatabase();
const as = (actor: User) => contextOf(db, actor, new Date());

function need<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

const ids = (cases: readonly SiteCase[]): string[] => cases.map(({ id }) => id);

async function makeSet(
  actor: User,
  name: string,
  caseIds: readonly string[],
  more: object = {},
): Promise<string> {
  return need(await createCaseSet(as(actor), { name, caseIds, ...more })).id;
}

const detail = async (actor: User, id: string): Promise<CaseSetDetail> =>
  need(await getCaseSet(as(actor), id));

/** What the builder sends: the set as it stands, and what is changed. */
function fieldsOf(set: CaseSetDetail, change: object = {}) {
  return {
    name: set.name,
    description: set.description,
    purpose: set.purpose,
    shared: set.shared,
    caseIds: set.items.map(({ id }) => id),
    apartFrom: set.family[0]?.id ?? null,
    updatedAt: set.updatedAt,
    ...change,
  };
}

const conflict = { ok: false, failure: { code: "conflict" } };
const notFound = { ok: false, failure: { code: "not-found" } };

afterEach(() => {
  globalThis.calotLanguage = undefined;
});

describe("a case set", () => {
  it("is made, put in another order, published, and then fixed", async () => {
    const { faculty, cases, institutionId } = await aSetSite(db);
    const id = await makeSet(faculty, "First steps", ids(cases.slice(0, 3)));
    const made = await detail(faculty, id);
    expect(made.items.map((item) => item.id)).toEqual(ids(cases.slice(0, 3)));
    expect(made).toMatchObject({ status: "draft", mine: true, mayEdit: true, byRule: false });
    const reversed = ids(cases.slice(0, 3)).reverse();
    need(await saveCaseSet(as(faculty), id, fieldsOf(made, { caseIds: reversed, name: "Steps" })));
    const saved = await detail(faculty, id);
    expect([saved.name, saved.items.map((item) => item.id)]).toEqual(["Steps", reversed]);
    expect(need(await publishCaseSet(as(faculty), id)).status).toBe("published");
    expect(await saveCaseSet(as(faculty), id, fieldsOf(await detail(faculty, id)))).toMatchObject(conflict);
    expect(await addCases(as(faculty), id, { caseIds: [cases[5]!.id] })).toMatchObject(conflict);
    expect(need(await archiveCaseSet(as(faculty), id)).status).toBe("archived");
    expect(need(await restoreCaseSet(as(faculty), id)).status).toBe("published");
    const audit = await db.prisma.auditEvent.findMany({
      where: { institutionId, subjectId: id },
      orderBy: { id: "asc" },
    });
    expect(audit.map(({ action }) => action)).toEqual([
      "case-set.create",
      "case-set.update",
      "case-set.publish",
      "case-set.archive",
      "case-set.restore",
    ]);
  });

  it("needs a case to be published, and only open ones", async () => {
    const { faculty, cases } = await aSetSite(db);
    const empty = await makeSet(faculty, "Empty", []);
    expect(await publishCaseSet(as(faculty), empty)).toMatchObject(conflict);
    const id = await makeSet(faculty, "Closed", [cases[0]!.id]);
    await db.prisma.case.update({ where: { id: cases[0]!.id }, data: { publication: "draft" } });
    expect(await publishCaseSet(as(faculty), id)).toMatchObject(conflict);
    expect(await createCaseSet(as(faculty), { name: "No", caseIds: [cases[0]!.id] })).toMatchObject(notFound);
  });

  it("is not overwritten by who has not seen its latest change", async () => {
    const { faculty, director, cases } = await aSetSite(db);
    const id = await makeSet(faculty, "Two hands", ids(cases.slice(0, 2)));
    const seen = await detail(faculty, id);
    need(await saveCaseSet(as(director), id, fieldsOf(seen, { name: "The director’s" })));
    const late = need(await saveCaseSet(as(faculty), id, fieldsOf(seen, { name: "Mine" })));
    expect(late.saved).toBe(false);
    expect((await detail(faculty, id)).name).toBe("The director’s");
    const again = await saveCaseSet(
      as(faculty),
      id,
      fieldsOf(seen, { name: "Mine", updatedAt: late.updatedAt }),
    );
    expect(need(again).saved).toBe(true);
  });

  it("is copied with its cases, under a name of its own and out of its family", async () => {
    const { faculty, cases } = await aSetSite(db);
    const practice = await makeSet(faculty, "Practice", ids(cases.slice(0, 4)));
    const test = await makeSet(faculty, "Test", ids(cases.slice(4)), {
      apartFrom: practice,
      purpose: "post",
    });
    const copies = [
      need(await copyCaseSet(as(faculty), test)).id,
      need(await copyCaseSet(as(faculty), test)).id,
    ];
    const [first, second] = [await detail(faculty, copies[0]!), await detail(faculty, copies[1]!)];
    expect([first.name, second.name]).toEqual(["Test, copy", "Test, copy 2"]);
    expect(first).toMatchObject({ status: "draft", purpose: "post", family: [] });
    expect(first.items.map(({ id }) => id)).toEqual(ids(cases.slice(4)));
  });

  it.each<[string, Language | undefined, readonly string[]]>([
    ["English", undefined, ["Test, copy", "Test, copy 2"]],
    [
      "another language",
      { tag: "de", messages: { "{0}, copy": ["Kopie von ", 0] } },
      ["Kopie von Test", "Kopie von Test 2"],
    ],
  ])("is called after the first one where a copy is copied, in %s", async (_, language, names) => {
    globalThis.calotLanguage = language;
    const { faculty } = await aSetSite(db);
    const copy = need(await copyCaseSet(as(faculty), await makeSet(faculty, "Test", []))).id;
    const second = need(await copyCaseSet(as(faculty), copy)).id;
    const third = need(await copyCaseSet(as(faculty), second)).id;
    expect([(await detail(faculty, copy)).name, (await detail(faculty, second)).name]).toEqual(names);
    expect((await detail(faculty, third)).name).toBe(`${names[0]} 3`);
  });

  it("has a name that no other set of the institution has", async () => {
    const { faculty } = await aSetSite(db);
    await makeSet(faculty, "The one", []);
    expect(await createCaseSet(as(faculty), { name: "The one" })).toMatchObject(conflict);
    const ids = Array.from({ length: 12 }, () => randomUUID());
    const answers = await sentTwice(db, (on, time) =>
      createCaseSet({ ...as(faculty), db: on }, { id: ids[time]!, name: `Sent twice ${time}` }),
    );
    for (const [first, second] of answers) {
      expect(first).toMatchObject({ ok: true });
      expect(second).toEqual(first);
    }
    const input = { id: ids[11]!, name: "At once" };
    const made = await Promise.all(Array.from({ length: 4 }, () => createCaseSet(as(faculty), input)));
    for (const each of made) expect(each).toEqual({ ok: true, value: { id: ids[11] } });
    expect(await createCaseSet(as(faculty), { ...input, name: "Another" })).toMatchObject(conflict);
    const other = await makeSet(faculty, "The other", []);
    const set = await detail(faculty, other);
    expect(await saveCaseSet(as(faculty), other, fieldsOf(set, { name: "The one" }))).toMatchObject(conflict);
  });

  it("tells who has seen its cases, and counts itself in the list", async () => {
    const { faculty, resident, cases, institutionId } = await aSetSite(db);
    const cohort = await db.prisma.cohort.create({
      data: { institutionId, name: "Year 2", memberships: { create: { userId: resident.id } } },
    });
    const version = await db.prisma.caseVersion.findFirstOrThrow({ where: { caseId: cases[0]!.id } });
    await db.prisma.attempt.create({
      data: {
        id: crypto.randomUUID(),
        userId: resident.id,
        caseId: cases[0]!.id,
        versionId: version.id,
        mode: "guided",
        ordinal: 1,
        phase: "A",
        phaseCorrect: true,
        lockedAt: new Date(),
      },
    });
    const id = await makeSet(faculty, "Seen", ids(cases.slice(0, 5)));
    const { items } = await detail(faculty, id);
    expect(items.map(({ seenBy }) => seenBy)).toEqual([[cohort.id], [], [], [], []]);
    const [summary] = need(await listCaseSets(as(faculty)));
    expect(summary).toMatchObject({ name: "Seen", cases: 5, videos: 2, phases: { A: 2, B: 1, C: 1, D: 1 } });
  });
});

describe("sets of one family", () => {
  it("share no video: the refusal names the video and the set", async () => {
    const { faculty, cases } = await aSetSite(db);
    const [first, second] = [cases.slice(0, 4), cases.slice(4)];
    const practice = await makeSet(faculty, "Practice", ids(first));
    const leak = await createCaseSet(as(faculty), {
      name: "Test",
      caseIds: [second[0]!.id, first[0]!.id],
      apartFrom: practice,
    });
    expect(leak).toMatchObject(conflict);
    expect(leak.ok ? "" : leak.failure.detail).toMatch(/Video V01 .* stands in “Practice” already/);
    const test = await makeSet(faculty, "Test", ids(second), { apartFrom: practice });
    expect((await detail(faculty, practice)).family.map(({ name }) => name)).toEqual(["Test"]);
    expect(await addCases(as(faculty), practice, { caseIds: [second[1]!.id] })).toMatchObject(conflict);
    const own = await detail(faculty, practice);
    expect(
      await saveCaseSet(as(faculty), practice, fieldsOf(own, { caseIds: ids([...first, second[0]!]) })),
    ).toMatchObject(conflict);
    expect((await detail(faculty, practice)).items).toHaveLength(4);
    // Put away and never used, the test keeps its videos no longer.
    need(await archiveCaseSet(as(faculty), test));
    need(await addCases(as(faculty), practice, { caseIds: [second[1]!.id] }));
    expect(await restoreCaseSet(as(faculty), test)).toMatchObject(conflict);
  });

  it("share none either where two are changed at once", async () => {
    const { faculty, cases } = await aSetSite(db, { videos: 3 });
    const practice = await makeSet(faculty, "Practice", ids(cases.slice(0, 4)));
    const test = await makeSet(faculty, "Test", ids(cases.slice(4, 8)), { apartFrom: practice });
    for (let turn = 0; turn < 8; turn++) {
      const sets = [await detail(faculty, practice), await detail(faculty, test)];
      const results = await Promise.all(
        sets.map((set) =>
          saveCaseSet(
            as(faculty),
            set.id,
            fieldsOf(set, {
              caseIds: [...set.items.slice(0, 4).map(({ id }) => id), cases[8 + (turn % 4)]!.id],
            }),
          ),
        ),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      for (const set of sets) {
        const now = await detail(faculty, set.id);
        const change = { caseIds: now.items.slice(0, 4).map(({ id }) => id) };
        need(await saveCaseSet(as(faculty), set.id, fieldsOf(now, change)));
      }
    }
  });

  it("are joined and left", async () => {
    const { faculty, cases } = await aSetSite(db);
    const practice = await makeSet(faculty, "Practice", ids(cases.slice(0, 4)));
    const test = await makeSet(faculty, "Test", ids(cases.slice(2, 6)));
    const set = await detail(faculty, test);
    expect(await saveCaseSet(as(faculty), test, fieldsOf(set, { apartFrom: practice }))).toMatchObject(
      conflict,
    );
    const change = { apartFrom: practice, caseIds: ids(cases.slice(4, 6)) };
    need(await saveCaseSet(as(faculty), test, fieldsOf(set, change)));
    const joined = await detail(faculty, test);
    expect(joined.family).toMatchObject([{ id: practice, videos: [{ name: "V01" }] }]);
    need(await saveCaseSet(as(faculty), test, fieldsOf(joined, { apartFrom: null })));
    expect((await detail(faculty, practice)).family).toEqual([]);
  });
});

describe("whose a set is", () => {
  it("is its author’s alone until it is shared, but for those who oversee sets", async () => {
    const { faculty, director, admin, institutionId, cases } = await aSetSite(db);
    const colleague = await makeUser(db, institutionId, "faculty");
    const id = await makeSet(faculty, "My own", [cases[0]!.id], { shared: false });
    expect(await getCaseSet(as(colleague), id)).toMatchObject(notFound);
    expect(need(await listCaseSets(as(colleague)))).toEqual([]);
    expect(await copyCaseSet(as(colleague), id)).toMatchObject(notFound);
    for (const overseer of [director, admin]) expect((await detail(overseer, id)).mayEdit).toBe(true);
    need(await saveCaseSet(as(director), id, fieldsOf(await detail(director, id), { shared: true })));
    const seen = await detail(colleague, id);
    expect(seen.mayEdit).toBe(false);
    const forbidden = { failure: { code: "forbidden" } };
    expect(await saveCaseSet(as(colleague), id, fieldsOf(seen))).toMatchObject(forbidden);
    expect(await publishCaseSet(as(colleague), id)).toMatchObject(forbidden);
    expect(await addCases(as(colleague), id, { caseIds: [cases[1]!.id] })).toMatchObject(notFound);
    need(await copyCaseSet(as(colleague), id));
  });

  it("stays as it was assigned, whatever becomes of it", async () => {
    const { faculty, resident, institutionId, cases } = await aSetSite(db);
    const made = cases.slice(0, 2).map(({ id }) => ({ id, versionId: "", runId: "" }));
    const assignmentId = await makeAssignment(db, institutionId, made, [resident]);
    const { caseSetId } = await db.prisma.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
    need(await archiveCaseSet(as(await makeUser(db, institutionId, "director")), caseSetId));
    expect(await db.prisma.assignmentItem.count({ where: { assignmentId } })).toBe(2);
    expect(await detail(faculty, caseSetId)).toMatchObject({ status: "archived", assignments: 1 });
  });
});
