import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { User } from "@/lib/auth/actor";
import { testDatabase } from "@/lib/db/testing";
import { EXAMPLE_MILESTONES, levelOf, type Milestone, standingsOf } from "@/lib/domain/milestones/milestone";
import type { Packet } from "@/lib/domain/packet/views";
import { getResident } from "../cohorts/get-resident";
import { listMilestones } from "../milestones/list-milestones";
import { setMilestones } from "../milestones/set-milestones";
import { addNote } from "../resident-notes/add-note";
import { listOwnNotes } from "../resident-notes/list-own-notes";
import { contextOf, makeInstitution, makeUser } from "../testing/factories";
import { exportCohortPackets } from "./export-cohort-packets";
import { exportPacket } from "./export-packet";
import { getPacket } from "./get-packet";

const db = await testDatabase();
let institutionId = "";
let director: User;
let faculty: User;
let residents: User[];
let cohortId = "";
let stranger: User;

const NOT_FOUND = { failure: { code: "not-found" } };
const example = EXAMPLE_MILESTONES.map((milestone) => ({ ...milestone, levels: [...milestone.levels] }));

beforeAll(async () => {
  institutionId = await makeInstitution(db);
  director = await makeUser(db, institutionId, "director");
  faculty = await makeUser(db, institutionId, "faculty");
  residents = [await makeUser(db, institutionId), await makeUser(db, institutionId)];
  for (const [at, name] of ["Zoë", "Ana"].entries()) {
    await db.prisma.user.update({ where: { id: residents[at]!.id }, data: { name } });
  }
  stranger = await makeUser(db, await makeInstitution(db), "director");
  const cohort = await db.prisma.cohort.create({
    data: {
      institutionId,
      name: "Year 3",
      memberships: { create: residents.map(({ id }) => ({ userId: id, joinedAt: new Date(0) })) },
    },
  });
  cohortId = cohort.id;
});

describe("milestones", () => {
  it("are the director’s, and kept in their order", async () => {
    for (const outsider of [faculty, residents[0]!]) {
      expect(await listMilestones(contextOf(db, outsider))).toMatchObject(NOT_FOUND);
      expect(await setMilestones(contextOf(db, outsider), { milestones: [] })).toMatchObject(NOT_FOUND);
    }
    const turned = example.toReversed();
    expect(await setMilestones(contextOf(db, director), { milestones: turned })).toMatchObject({ ok: true });
    expect(await listMilestones(contextOf(db, director))).toEqual({ ok: true, value: turned });
    expect(await setMilestones(contextOf(db, director), { milestones: example })).toMatchObject({ ok: true });
    expect(await listMilestones(contextOf(db, stranger))).toEqual({ ok: true, value: [] });
    const trail = await db.prisma.auditEvent.findMany({
      where: { action: "milestones.change", institutionId },
      orderBy: { id: "desc" },
    });
    expect(trail[0]?.detail).toEqual({ was: turned, are: example });
  });

  it.each<[string, Partial<Milestone>, RegExp]>([
    ["levels that fall", { levels: [0.5, 0.4] }, /Level 2 must be higher/],
    ["levels of a Brier score that rise", { figure: "phaseBrier", levels: [0.2, 0.3] }, /must be lower/],
    ["levels past 1", { levels: [0.5, 1.4] }, /1 or less/],
    ["no level", { levels: [] }, /one level at least/],
    ["no name", { name: " " }, /name is empty/],
  ])("refuse %s", async (_, change, words) => {
    const answer = await setMilestones(contextOf(db, director), {
      milestones: [{ ...example[0]!, ...change }],
    });
    expect(answer).toMatchObject({ failure: { code: "invalid", detail: expect.stringMatching(words) } });
  });

  it("refuse a code that stands twice, and more than fit", async () => {
    const same = await setMilestones(contextOf(db, director), { milestones: [example[0]!, example[0]!] });
    expect(same).toMatchObject({ failure: { detail: expect.stringContaining("has this code already") } });
    const many = Array.from({ length: 13 }, (_, at) => ({ ...example[0]!, code: String(at) }));
    expect(await setMilestones(contextOf(db, director), { milestones: many })).toMatchObject({ ok: false });
  });

  it("are supported from the level’s value on, and by ten answers at least", () => {
    const milestone: Milestone = { code: "1", name: "x", figure: "ha25", levels: [0.3, 0.45, 0.6] };
    expect([0.29999, 0.3, 0.45, 0.99].map((value) => levelOf(milestone, value))).toEqual([0, 1, 2, 3]);
    const brier: Milestone = { ...milestone, figure: "zoneBrier", levels: [0.3, 0.2] };
    expect([0.31, 0.3, 0.2, 0.1].map((value) => levelOf(brier, value))).toEqual([0, 1, 2, 2]);
    const calibration = { n: 9, bins: [], brier: 0.1 };
    const ha25 = { value: 0.5, interval: null, n: 10 };
    const figures = { ha25, hmIoU: ha25, acc: ha25, mIoU: ha25, residents: 1, suppressed: null };
    const page = { figures, phaseCalibration: calibration, zoneCalibration: calibration };
    expect(standingsOf([milestone, brier], page)).toMatchObject([
      { value: 0.5, n: 10, level: 2 },
      { value: null, n: 9, level: null },
    ]);
  });
});

describe("notes", () => {
  it("are written by directors about their residents, once, and read by the resident", async () => {
    const resident = residents[0]!;
    const note = { id: randomUUID(), text: "Stay off the duct." };
    for (const [actor, about] of [
      [stranger, resident],
      [faculty, resident],
      [resident, resident],
      [director, faculty],
    ] as const) {
      expect(await addNote(contextOf(db, actor), about.id, note)).toMatchObject(NOT_FOUND);
    }
    const written = await addNote(contextOf(db, director), resident.id, note);
    expect(written).toMatchObject({ ok: true, value: { ...note, author: director.name } });
    expect(await addNote(contextOf(db, director), resident.id, note)).toEqual(written);
    const other = { ...note, text: "Something else." };
    expect(await addNote(contextOf(db, director), resident.id, other)).toMatchObject({
      failure: { code: "conflict" },
    });
    expect(await listOwnNotes(contextOf(db, resident))).toMatchObject({ value: [{ text: note.text }] });
    expect(await listOwnNotes(contextOf(db, residents[1]!))).toEqual({ ok: true, value: [] });
    const notices = await db.prisma.notice.findMany({ where: { userId: resident.id } });
    expect(notices).toMatchObject([{ kind: "note.add", href: "/progress#notes" }]);
    const trail = await db.prisma.auditEvent.findMany({
      where: { action: "note.add", subjectId: resident.id },
    });
    expect(trail.map(({ detail }) => detail)).toEqual([{ note: note.id }]);
  });

  it("refuse nothing, and too much", async () => {
    for (const text of ["  ", "x".repeat(2001)]) {
      const answer = await addNote(contextOf(db, director), residents[0]!.id, { id: randomUUID(), text });
      expect(answer).toMatchObject({ failure: { code: "invalid" } });
    }
  });
});

describe("packets", () => {
  it("are for directors, of their own residents", async () => {
    const id = residents[0]!.id;
    for (const outsider of [stranger, faculty, residents[0]!, residents[1]!]) {
      expect(await getPacket(contextOf(db, outsider), { id })).toMatchObject(NOT_FOUND);
      expect(await exportPacket(contextOf(db, outsider), { id, format: "pdf" })).toMatchObject(NOT_FOUND);
      const whole = await exportCohortPackets(contextOf(db, outsider), { id: cohortId, format: "pdf" });
      expect(whole).toMatchObject(NOT_FOUND);
    }
    expect(await getPacket(contextOf(db, director), { id: "nothing" })).toMatchObject(NOT_FOUND);
  });

  it("say who printed them, when, and how the resident stands; and it is written down", async () => {
    const id = residents[0]!.id;
    const packet = await exportPacket(contextOf(db, director), { id, weeks: "26", format: "pdf" });
    expect(packet).toMatchObject({
      value: {
        resident: { name: "Zoë", period: { weeks: 26 } },
        printedBy: director.name,
        printedAt: "2026-03-02T09:00:00.000Z",
        standings: example.map(({ code }) => ({ code, value: null, level: null, n: 0 })),
      },
    });
    const trail = await db.prisma.auditEvent.findMany({ where: { action: "packet.export", subjectId: id } });
    expect(trail.map(({ actorId, detail }) => [actorId, detail])).toEqual([
      [director.id, { format: "pdf", weeks: 26 }],
    ]);
  });

  it("of a cohort come by name, and each is written down before the first", async () => {
    const whole = await exportCohortPackets(contextOf(db, director), { id: cohortId, format: "csv" });
    if (!whole.ok) throw new Error(whole.failure.detail);
    expect(whole.value).toMatchObject({ cohort: "Year 3", n: 2 });
    for (const { id } of residents) {
      const where = {
        action: "packet.export",
        subjectId: id,
        detail: { path: ["cohort"], equals: cohortId },
      };
      expect(await db.prisma.auditEvent.count({ where })).toBe(1);
    }
    expect(await db.prisma.auditEvent.count({ where: { subjectId: cohortId } })).toBe(0);
    const packets: Packet[] = [];
    for await (const packet of whole.value.packets) packets.push(packet);
    expect(packets.map(({ resident }) => resident.name)).toEqual(["Ana", "Zoë"]);
  });

  it("are looked at as packets: of nobody’s page it says that it was opened", async () => {
    const own = await makeUser(db, institutionId, "director");
    const id = residents[1]!.id;
    const actionsOf = async (): Promise<string[]> => {
      const trail = await db.prisma.auditEvent.findMany({
        where: { actorId: own.id, subjectId: id },
        orderBy: { id: "asc" },
      });
      return trail.map(({ action }) => action);
    };
    await exportPacket(contextOf(db, own), { id, format: "pdf" });
    const whole = await exportCohortPackets(contextOf(db, own), { id: cohortId, format: "csv" });
    if (!whole.ok) throw new Error(whole.failure.detail);
    for await (const packet of whole.value.packets) expect(packet.printedBy).toBe(own.name);
    expect(await actionsOf()).toEqual(["packet.export", "packet.export"]);
    await getPacket(contextOf(db, own), { id });
    await getResident(contextOf(db, own), { id, weeks: 12 });
    expect((await actionsOf()).slice(2)).toEqual(["packet.view", "resident.view"]);
  });
});
