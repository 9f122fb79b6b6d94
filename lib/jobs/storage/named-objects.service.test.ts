import { expect, it } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { giveClip, makeCase, makeInstitution } from "@/lib/services/testing/factories";
import { clipName } from "@/lib/storage/frame-names";
import { namedObjects, namedStill } from "./named-objects";

const db = await testDatabase();

it("names a file of two clips once, and not at all where it was removed with one of them", async () => {
  const institution = await makeInstitution(db);
  const [first, second] = [await makeCase(db, institution), await makeCase(db, institution)];
  const sha256 = await giveClip(db, first);
  await giveClip(db, second, { sha256 });
  const file = clipName(sha256, "mp4");
  const named = async (): Promise<string[]> =>
    (await namedObjects(db)).map(({ name }) => name).filter((name) => name === file);
  expect([await named(), await namedStill(db, [file])]).toEqual([[file], [file]]);

  const { clipId } = await db.prisma.case.findUniqueOrThrow({ where: { id: first.id } });
  await db.prisma.case.update({ where: { id: first.id }, data: { clipId: null, timeUs: null } });
  await db.prisma.clip.update({ where: { id: clipId! }, data: { removedAt: new Date() } });
  expect([await named(), await namedStill(db, [file])]).toEqual([[], []]);
});
