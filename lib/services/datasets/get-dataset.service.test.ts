import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { contextOf, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { getDataset } from "./get-dataset";

const db = await testDatabase();

let institution: string;
let datasetId: string;

beforeEach(async () => {
  institution = await makeInstitution(db);
  const made = await makeCase(db, institution, { phase: "C" });
  const found = await db.prisma.case.findUniqueOrThrow({ where: { id: made.id }, include: { video: true } });
  datasetId = found.video.datasetId;
  await db.prisma.dataset.update({
    where: { id: datasetId },
    data: { notice: "Rendered.", description: "How it is made.\n\nWhat it can’t teach.\n" },
  });
});

const asked = async (role: User["role"], of = institution) =>
  getDataset(contextOf(db, await makeUser(db, of, role)), datasetId);

describe("a dataset’s account", () => {
  it.each(["faculty", "director", "admin"] as const)(
    "tells %s what it holds, by phase and split",
    async (role) => {
      expect(await asked(role)).toMatchObject({
        ok: true,
        value: {
          notice: "Rendered.",
          description: ["How it is made.", "What it can’t teach."],
          videos: 1,
          cases: 1,
          makeup: { A: { test: 0 }, C: { train: 0, test: 1, none: 0 } },
        },
      });
    },
  );

  it("tells residents totals alone", async () => {
    expect(await asked("resident")).toMatchObject({ ok: true, value: { cases: 1, videos: 1, makeup: null } });
  });

  it("counts no draft for residents, and keeps a draft dataset from them", async () => {
    await db.prisma.case.updateMany({ where: { video: { datasetId } }, data: { publication: "draft" } });
    expect(await asked("resident")).toMatchObject({ ok: true, value: { cases: 0 } });
    expect(await asked("faculty")).toMatchObject({ ok: true, value: { cases: 1 } });
    await db.prisma.dataset.update({ where: { id: datasetId }, data: { publication: "draft" } });
    expect(await asked("resident")).toMatchObject({ ok: false, failure: { code: "not-found" } });
    expect(await asked("faculty")).toMatchObject({ ok: true, value: { state: "held-back" } });
  });

  it.each(["resident", "faculty", "director", "admin"] as const)(
    "is not found by another institution’s %s",
    async (role) => {
      expect(await asked(role, await makeInstitution(db))).toMatchObject({
        ok: false,
        failure: { code: "not-found" },
      });
    },
  );

  it("is not found where there is none, and by what is no id", async () => {
    const ctx = contextOf(db, await makeUser(db, institution, "admin"));
    for (const id of [randomUUID(), "1", ""]) {
      expect(await getDataset(ctx, id)).toMatchObject({ ok: false, failure: { code: "not-found" } });
    }
  });
});
