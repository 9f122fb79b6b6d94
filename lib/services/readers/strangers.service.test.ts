import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { PLAIN_CASE_QUERY } from "../../domain/readers/case-list";
import { folderStorage } from "../../storage/folder-storage";
import { getFrame } from "../cases/get-frame";
import { contextOf, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { getRun } from "./get-run";
import { getRunCase } from "./get-run-case";
import { listReaders } from "./list-readers";
import { listRunCases } from "./list-run-cases";
import { setRunShown } from "./set-run-shown";
import { readerFactories } from "./testing";

const db = await testDatabase();
const { aSite } = readerFactories(db);

describe("whoever has no business here", () => {
  it("finds nothing: residents, the system, and staff of another institution", async () => {
    const { made, director, resident } = await aSite();
    const elsewhere = await makeInstitution(db);
    const strangers = await Promise.all(
      (["faculty", "director", "admin"] as const).map((role) => makeUser(db, elsewhere, role)),
    );
    const notFound = { ok: false, failure: { code: "not-found" } };
    for (const actor of [resident, SYSTEM, ...strangers]) {
      const ctx = contextOf(db, actor);
      const { runId, id: caseId } = made;
      const query = PLAIN_CASE_QUERY;
      expect(await getRun(ctx, { runId, split: null })).toMatchObject(notFound);
      expect(await listRunCases(ctx, { runId, split: null, query, after: null })).toMatchObject(notFound);
      expect(await getRunCase(ctx, { runId, caseId, query })).toMatchObject(notFound);
      expect(await setRunShown(ctx, runId, { shown: false })).toMatchObject(notFound);
    }
    expect(await listReaders(contextOf(db, resident))).toMatchObject(notFound);
    expect(await listReaders(contextOf(db, SYSTEM))).toMatchObject(notFound);
    for (const stranger of strangers) {
      const table = await listReaders(contextOf(db, stranger));
      expect(table.ok && table.value.datasets).toEqual([]);
      expect(table.ok && new Set(table.value.rows.map(({ kind }) => kind))).toEqual(new Set(["paper"]));
    }
    // A director sees the run, and doesn't decide who else does.
    expect(await getRun(contextOf(db, director), { runId: made.runId, split: null })).toMatchObject({
      value: { mayShow: false },
    });
    expect(await setRunShown(contextOf(db, director), made.runId, { shown: false })).toMatchObject(notFound);
    const { shown } = await db.prisma.modelRun.findUniqueOrThrow({ where: { id: made.runId } });
    expect(shown).toBe(true);
  });

  it("finds no case of another dataset under a run", async () => {
    const { institutionId, made, faculty } = await aSite();
    const other = await makeCase(db, institutionId);
    expect(
      await getRunCase(contextOf(db, faculty), {
        runId: made.runId,
        caseId: other.id,
        query: PLAIN_CASE_QUERY,
      }),
    ).toMatchObject({ failure: { code: "not-found" } });
  });

  it("has no frame of a draft, which staff have", async () => {
    const institutionId = await makeInstitution(db);
    const made = await makeCase(db, institutionId, { dataset: "draft" });
    const { sha256 } = await db.prisma.frame.findFirstOrThrow({
      where: { versions: { some: { id: made.versionId } } },
    });
    const folder = await mkdtemp(path.join(tmpdir(), "calot-frames-"));
    const storage = folderStorage(folder);
    await storage.putRendition(sha256, 320, Buffer.from("a picture"));
    const [resident, faculty] = await Promise.all(
      (["resident", "faculty"] as const).map((role) => makeUser(db, institutionId, role)),
    );
    const asked = { id: made.id, width: "320" };
    expect(await getFrame(contextOf(db, resident!), storage, asked)).toMatchObject({ ok: false });
    expect(await getFrame(contextOf(db, faculty!), storage, asked)).toMatchObject({ ok: true });
    await rm(folder, { recursive: true });
  });
});
