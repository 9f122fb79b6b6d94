import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Surroundings } from "../../domain/attempts/surroundings";
import type { Box } from "../../domain/geometry";
import type { Phase } from "../../domain/phases";
import { answerCase, given, lockCase } from "../testing/answering";
import {
  contextOf,
  giveClip,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeFrame,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { getSurroundings } from "./get-surroundings";
import { submitLast } from "./submit-last";
import { submitZone } from "./submit-zone";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const LATER = new Date("2026-03-02T11:00:00Z");
const ZONE: Box = [100, 100, 300, 300];

let institution: string;
let reader: User;
beforeEach(async () => {
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
});

const lock = (who: User, made: MadeCase, over: object = {}): Promise<string> =>
  lockCase(contextOf(db, who, NOW), made, over);
const answer = (who: User, made: MadeCase, over: object = {}): Promise<string> =>
  answerCase(contextOf(db, who, NOW), made, ZONE, over);

const ask = (who: User, id: string) => getSurroundings(contextOf(db, who, LATER), id);

const around = async (id: string): Promise<Surroundings> => given(await ask(reader, id));

/** A frame of the same operation as another. */
async function makeNeighbour(of: MadeCase, frameNumber: number, phase: Phase = "B"): Promise<MadeCase> {
  const made = await makeCase(db, institution, { phase });
  const { videoId } = await db.prisma.case.findUniqueOrThrow({ where: { id: of.id } });
  await db.prisma.case.update({ where: { id: made.id }, data: { videoId, frameNumber } });
  return made;
}

describe("whose they are", () => {
  it("are told to the attempt's reader once its zone is stored, and to nobody else", async () => {
    const made = await makeCase(db, institution);
    const id = await lock(reader, made);
    expect(await ask(reader, id)).toMatchObject({ ok: false, failure: { code: "not-found" } });
    await submitZone(contextOf(db, reader, NOW), id, { box: ZONE });
    expect(await ask(reader, id)).toMatchObject({ ok: true });
    for (const stranger of [
      await makeUser(db, institution),
      await makeUser(db, institution, "director"),
      await makeUser(db, await makeInstitution(db)),
    ]) {
      expect(await ask(stranger, id)).toMatchObject({ ok: false, failure: { code: "not-found" } });
    }
    expect(await ask(reader, "\u0000")).toMatchObject({ ok: false });
    expect(await ask(reader, randomUUID())).toMatchObject({ ok: false });
  });

  it("are told of a second look once its last answer is there", async () => {
    const made = await makeCase(db, institution);
    const id = await answer(reader, made, { secondLook: true });
    expect(await ask(reader, id)).toMatchObject({ ok: false });
    await submitLast(contextOf(db, reader, NOW), id, {});
    expect(await ask(reader, id)).toMatchObject({ ok: true });
  });

  it("are told of an exam's answer from the release on", async () => {
    const made = await makeCase(db, institution);
    const assignmentId = await makeAssignment(db, institution, [made], [reader]);
    const id = await answer(reader, made, { assignmentId });
    expect(await ask(reader, id)).toMatchObject({ ok: false });
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { resultsReleasedAt: NOW } });
    expect(await ask(reader, id)).toMatchObject({ ok: true });
  });
});

describe("peers", () => {
  const others = async (count: number, made: MadeCase, over: object = {}): Promise<User[]> => {
    const readers = await Promise.all(Array.from({ length: count }, () => makeUser(db, institution)));
    for (const other of readers) await answer(other, made, over);
    return readers;
  };

  it("are told of from five others on, without the reader", async () => {
    const made = await makeCase(db, institution);
    await others(3, made, { phase: "C" });
    await others(1, made);
    const id = await answer(reader, made);
    expect((await around(id)).peers).toEqual({ phases: null, heat: null });
    await others(1, made);
    const { peers } = await around(id);
    expect(peers.phases).toEqual({ n: 5, named: { A: 0, B: 2, C: 3, D: 0 } });
    expect(peers.heat).toMatchObject({ n: 5 });
  });

  it("are residents of the institution, each by the first answer that counts", async () => {
    const made = await makeCase(db, institution);
    const [first] = await others(4, made, { phase: "C" });
    await answer(first!, made, { phase: "A" });
    await answer(await makeUser(db, institution, "faculty"), made);
    const held = await makeUser(db, institution);
    const assignmentId = await makeAssignment(db, institution, [made], [held]);
    await answer(held, made, { assignmentId });
    const id = await answer(reader, made);
    expect((await around(id)).peers).toEqual({ phases: null, heat: null });
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { resultsReleasedAt: NOW } });
    expect((await around(id)).peers.phases).toEqual({ n: 5, named: { A: 0, B: 1, C: 4, D: 0 } });
  });

  it("to whom the phase was given named none, and drew", async () => {
    const made = await makeCase(db, institution);
    await others(4, made);
    await others(1, made, { mode: "phase-given" });
    const { peers } = await around(await answer(reader, made));
    expect(peers).toMatchObject({ phases: null, heat: { n: 5 } });
  });
});

describe("frames of the two phases", () => {
  it("are of those that the reader was told, after a wrong phase alone", async () => {
    const made = await makeCase(db, institution);
    const [b, c] = [await makeCase(db, institution), await makeCase(db, institution, { phase: "C" })];
    const wrong = await answer(reader, made, { phase: "C" });
    expect((await around(wrong)).examples).toEqual([]);
    const [ofB, ofC] = [await answer(reader, b), await answer(reader, c, { phase: "C" })];
    await answer(reader, await makeCase(db, institution, { phase: "D" }), { phase: "D" });
    expect((await around(wrong)).examples).toMatchObject([
      { phase: "B", attemptId: ofB, frameUrl: `/api/cases/${b.id}/frame` },
      { phase: "C", attemptId: ofC, frameUrl: `/api/cases/${c.id}/frame` },
    ]);
    expect((await around(ofB)).examples).toEqual([]);
  });

  it("were named right before they weren't, and the latest of those", async () => {
    const made = await makeCase(db, institution);
    const right = await answer(reader, await makeCase(db, institution));
    await answer(reader, await makeCase(db, institution), { phase: "A" });
    const wrong = await answer(reader, made, { phase: "D" });
    expect((await around(wrong)).examples.map(({ attemptId }) => attemptId)).toEqual([right]);
  });

  it.each<[string, (made: MadeCase) => Promise<unknown>]>([
    ["is not answered", async () => {}],
    ["waits for its zone", (made) => lock(reader, made)],
    [
      "is answered, and waits for a zone again",
      async (made) => {
        await answer(reader, made);
        await lock(reader, made);
      },
    ],
    ["waits for the last answer of a second look", (made) => answer(reader, made, { secondLook: true })],
    [
      "was answered, and waits for the last answer of a second look",
      async (made) => {
        await answer(reader, made);
        await answer(reader, made, { secondLook: true });
      },
    ],
    [
      "was answered, and stands in an open exam",
      async (made) => {
        await answer(reader, made);
        await makeAssignment(db, institution, [made], [reader]);
      },
    ],
    [
      "was answered, and its picture stands in an open exam",
      async (made) => {
        await answer(reader, made);
        const double = await makeCase(db, institution, { pictureOf: made });
        await makeAssignment(db, institution, [double], [reader]);
      },
    ],
    [
      "was answered, and shows another picture now",
      async (made) => {
        await answer(reader, made);
        const { phase, boxes, location, exposure, nextAction, criticalRisk } =
          await db.prisma.caseVersion.findUniqueOrThrow({ where: { id: made.versionId } });
        const { id } = await db.prisma.caseVersion.create({
          data: {
            ...{
              caseId: made.id,
              number: 2,
              frameId: await makeFrame(db),
              phase,
              boxes: boxes as number[][],
            },
            ...{ location, exposure, nextAction, criticalRisk },
          },
        });
        await db.prisma.case.update({ where: { id: made.id }, data: { currentVersionId: id } });
      },
    ],
    ["was answered by somebody else", async (made) => answer(await makeUser(db, institution), made)],
  ])("show none that %s, nor does the operation or the clip", async (_, happens) => {
    const made = await makeCase(db, institution);
    await giveClip(db, made);
    const other = await makeNeighbour(made, 5);
    await happens(other);
    const told = await around(await answer(reader, made, { phase: "C" }));
    expect(told).toMatchObject({ examples: [], operation: { before: [], after: [], clipUrl: null } });
    expect(JSON.stringify(told)).not.toContain(other.id);
  });
});

describe("the same operation", () => {
  it("shows the nearest frames that were told, in their order, with the clip", async () => {
    const made = await makeCase(db, institution);
    const sha256 = await giveClip(db, made);
    await db.prisma.case.update({ where: { id: made.id }, data: { frameNumber: 100 } });
    const numbers = [10, 20, 30, 40, 110, 120];
    for (const number of numbers) {
      await answer(reader, await makeNeighbour(made, number, number > 100 ? "C" : "B"));
    }
    await makeNeighbour(made, 115);
    const { operation } = await around(await answer(reader, made));
    expect(operation.before.map(({ frame, phase }) => [frame, phase])).toEqual([
      [20, "B"],
      [30, "B"],
      [40, "B"],
    ]);
    expect(operation.after.map(({ frame, phase }) => [frame, phase])).toEqual([
      [110, "C"],
      [120, "C"],
    ]);
    expect(operation.clipUrl).toBe(`/api/cases/${made.id}/clip?v=${sha256.slice(0, 12)}`);
  });

  it("shows no clip among whose seconds a frame may lie that wasn't told, whatever became of its case", async () => {
    const made = await makeCase(db, institution);
    await giveClip(db, made); // 85 s into the recording
    const other = await makeNeighbour(made, 5);
    const id = await answer(reader, made);
    const clipWith = async (data: object): Promise<string | null> => {
      await db.prisma.case.update({ where: { id: other.id }, data });
      return (await around(id)).operation.clipUrl;
    };
    expect(await clipWith({ timeUs: 80_000_000 })).toBeNull();
    expect(await clipWith({ publication: "draft" })).toBeNull();
    expect(
      await clipWith({ publication: "published", retiredAt: NOW, retiredBecause: "Blurred." }),
    ).toBeNull();
    expect(await clipWith({ timeUs: 60_000_000 })).toContain("/clip");
    expect(await clipWith({ timeUs: 80_000_000, retiredAt: null, retiredBecause: null })).toBeNull();
    await answer(reader, other);
    expect((await around(id)).operation.clipUrl).toContain("/clip");
  });
});
