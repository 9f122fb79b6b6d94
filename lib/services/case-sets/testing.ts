import { randomUUID } from "node:crypto";
import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import { PHASES, type Phase } from "../../domain/phases";
import { makeInstitution, makeUser } from "../testing/factories";

export type SiteCase = { readonly id: string; readonly videoId: string; readonly phase: Phase };

/** An institution with a dataset of videos, each with cases of every phase; staff, and a model run. */
export async function aSetSite(db: Database, options: { videos?: number; ofEachPhase?: number } = {}) {
  const institutionId = await makeInstitution(db);
  const people = await Promise.all(
    (["faculty", "director", "admin", "resident"] as const).map((role) => makeUser(db, institutionId, role)),
  );
  const [faculty, director, admin, resident] = people as [User, User, User, User];
  const dataset = await db.prisma.dataset.create({
    data: { institutionId, name: `Dataset ${randomUUID()}`, publication: "published" },
  });
  const frame = await db.prisma.frame.create({
    data: {
      sha256: randomUUID().replaceAll("-", "").repeat(2),
      width: 1000,
      height: 500,
      format: "jpeg",
      bytes: 1,
    },
  });
  const model = await db.prisma.model.create({ data: { name: `Model ${randomUUID()}` } });
  const run = await db.prisma.modelRun.create({
    data: { modelId: model.id, datasetId: dataset.id, name: "run" },
  });
  const cases: SiteCase[] = [];
  for (let number = 1; number <= (options.videos ?? 2); number++) {
    const video = await db.prisma.video.create({
      data: { datasetId: dataset.id, name: `V0${number}`, split: number % 2 ? "train" : "test" },
    });
    for (const [index, phase] of PHASES.entries()) {
      for (let turn = 0; turn < (options.ofEachPhase ?? 1); turn++) {
        cases.push(await addCase(db, video.id, frame.id, index * 10 + turn, phase));
      }
    }
  }
  return { institutionId, dataset, frame, run, model, faculty, director, admin, resident, cases };
}

async function addCase(
  db: Database,
  videoId: string,
  frameId: string,
  frameNumber: number,
  phase: Phase,
): Promise<SiteCase> {
  const { id } = await db.prisma.case.create({ data: { videoId, frameNumber, publication: "published" } });
  const version = await db.prisma.caseVersion.create({
    data: {
      caseId: id,
      frameId,
      number: 1,
      phase,
      boxes: [[100, 100, 300, 300]],
      location: `Beside the gallbladder neck, phase ${phase}`,
      exposure: "The peritoneum is stretched",
      nextAction: phase === "C" ? "Place two clips on the cystic artery" : "Open the peritoneum",
      criticalRisk: "The common bile duct",
    },
  });
  await db.prisma.case.update({ where: { id }, data: { currentVersionId: version.id } });
  return { id, videoId, phase };
}

/** Gives a case a measured difficulty: of ten answers, so many missed. */
export async function measure(db: Database, caseId: string, missed: number): Promise<void> {
  await db.prisma.caseFigures.create({
    data: { caseId, answers: 10, zones: 10, confidentlyWrong: 0, difficulty: missed / 10 },
  });
}
