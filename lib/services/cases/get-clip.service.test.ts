import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { SYSTEM, type User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { folderStorage } from "../../storage/folder-storage";
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
import { getClip } from "./get-clip";
import { getFrame } from "./get-frame";

const db = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), "calot-clips-"));
afterAll(() => rm(folder, { recursive: true }));
const storage = folderStorage(folder);
const LATER = new Date("2100-01-01");

let institution: string;
let resident: User;
let faculty: User;

beforeEach(async () => {
  institution = await makeInstitution(db);
  [resident, faculty] = [await makeUser(db, institution), await makeUser(db, institution, "faculty")];
});

/** A case with a picture and a clip in the storage. */
async function makeShown(options: Parameters<typeof makeCase>[2] = {}): Promise<MadeCase> {
  const made = await makeCase(db, institution, options);
  const { frame } = await db.prisma.caseVersion.findUniqueOrThrow({
    where: { id: made.versionId },
    include: { frame: true },
  });
  await storage.putRendition(frame.sha256, 1000, Buffer.from("picture"));
  await storage.putClip(await giveClip(db, made), "mp4", Buffer.from("film"));
  return made;
}

const sees = async (who: User, { id }: MadeCase, now?: Date): Promise<[boolean, boolean]> => {
  const ctx = contextOf(db, who, now);
  const [clip, frame] = [
    await getClip(ctx, storage, { id }),
    await getFrame(ctx, storage, { id, width: null }),
  ];
  return [frame.ok && "read" in frame.value, clip.ok && "read" in clip.value];
};

describe("the clip of a case", () => {
  it("is given under the case’s id, as a file without a name", async () => {
    const made = await makeShown();
    const found = await getClip(contextOf(db, resident), storage, { id: made.id });
    if (!found.ok || !("read" in found.value)) throw new Error("no clip");
    const part = await found.value.read({ from: 1, to: 3 });
    expect(part).toMatchObject({ bytes: 2, contentType: "video/mp4" });
    expect(Buffer.concat(await part!.body.toArray()).toString()).toBe("il");
    expect(found.value.etag).toMatch(/^"[0-9a-f]{12}"$/);
  });

  it("is seen by those who see the picture, and by nobody else", async () => {
    const stranger = await makeUser(db, await makeInstitution(db), "admin");
    const practised = await makeShown();
    const draft = await makeShown({ publication: "draft" });
    const closed = await makeShown({ dataset: "draft" });
    const retired = await makeShown();
    await db.prisma.case.update({
      where: { id: retired.id },
      data: { retiredAt: new Date(0), retiredBecause: "Blurred" },
    });
    const assigned = await makeShown({ dataset: "draft" });
    await makeAssignment(db, institution, [assigned], [resident]);
    const tomorrow = await makeShown({ dataset: "draft" });
    await makeAssignment(db, institution, [tomorrow], [resident], { opensAt: LATER });
    const both = (seen: boolean) => [seen, seen];
    for (const [made, toResident] of [
      [practised, true],
      [draft, false],
      [closed, false],
      [retired, false],
      [assigned, true],
      [tomorrow, false],
    ] as const) {
      expect(await sees(resident, made)).toEqual(both(toResident));
      expect(await sees(faculty, made)).toEqual(both(true));
      expect(await sees(stranger, made)).toEqual(both(false));
    }
    expect(await sees(resident, tomorrow, new Date(LATER.getTime() + 1))).toEqual(both(true));
    const asSystem = { actor: SYSTEM, now: new Date(), db };
    expect(await getClip(asSystem, storage, { id: practised.id })).toMatchObject({ ok: false });
    for (const id of ["", "x", "../../originals", crypto.randomUUID()]) {
      expect(await getClip(contextOf(db, faculty), storage, { id })).toMatchObject({
        failure: { code: "not-found" },
      });
    }
  });

  it("is gone with its picture, and alone where it was removed alone", async () => {
    const [withPicture, alone] = [await makeShown(), await makeShown()];
    const { frameId } = await db.prisma.caseVersion.findUniqueOrThrow({
      where: { id: withPicture.versionId },
    });
    await db.prisma.frame.update({
      where: { id: frameId },
      data: { removedAt: new Date(0), removedBecause: "A face" },
    });
    await db.prisma.clip.updateMany({
      where: { cases: { some: { id: alone.id } } },
      data: { removedAt: new Date(0) },
    });
    for (const { id } of [withPicture, alone]) {
      const found = await getClip(contextOf(db, faculty), storage, { id });
      expect(found).toEqual({ ok: true, value: { removed: true } });
    }
    const stranger = await makeUser(db, await makeInstitution(db), "faculty");
    expect(await getClip(contextOf(db, stranger), storage, { id: alone.id })).toMatchObject({ ok: false });
  });

  it("is none where the case shows another picture by now, or the storage has lost it", async () => {
    const [changed, lost, none] = [await makeShown(), await makeShown(), await makeCase(db, institution)];
    const other = await makeFrame(db);
    await db.prisma.caseVersion.update({ where: { id: changed.versionId }, data: { frameId: other } });
    const { clip } = await db.prisma.case.findUniqueOrThrow({
      where: { id: lost.id },
      include: { clip: true },
    });
    await storage.removeClip(clip!.sha256);
    for (const { id } of [changed, none]) {
      expect(await getClip(contextOf(db, faculty), storage, { id })).toMatchObject({
        failure: { code: "not-found" },
      });
    }
    const found = await getClip(contextOf(db, faculty), storage, { id: lost.id });
    if (!found.ok || !("read" in found.value)) throw new Error("no clip");
    expect(await found.value.read()).toBeNull();
  });
});
