import { randomUUID } from "node:crypto";
import { findUser, type User } from "../../auth/actor";
import type { Visit } from "../../auth/open-session";
import type { Database } from "../../db/client";
import type { Mode } from "../../domain/attempts/mode";
import type { Box } from "../../domain/geometry";
import type { Phase } from "../../domain/phases";
import type { Context } from "../context";
import { beginSession } from "../sessions/begin-session";

/** Rows for service tests: each call makes its own, so that tests share nothing but the schema. */

export async function makeInstitution(db: Database): Promise<string> {
  const { id } = await db.prisma.institution.create({ data: { name: `Institution ${randomUUID()}` } });
  return id;
}

export async function makeUser(
  db: Database,
  institutionId: string,
  role: User["role"] = "resident",
): Promise<User> {
  const { id } = await db.prisma.user.create({
    data: {
      institutionId,
      role,
      email: `${randomUUID()}@calot.example`,
      name: "A reader",
      passwordHash: "-",
    },
  });
  return (await findUser(db, id))!;
}

/** Signs somebody in. @returns the session's id */
export async function makeSession(
  db: Database,
  { id }: Pick<User, "id">,
  now: Date,
  visit: Partial<Visit> = {},
): Promise<string> {
  const from = { address: "10.0.0.1", agent: "Firefox/140.0", device: null, ...visit };
  const { passwordHash } = await db.prisma.user.findUniqueOrThrow({ where: { id } });
  return (await beginSession(db, { userId: id, passwordHash }, from, now))!.sessionId;
}

export type MadeCase = { readonly id: string; readonly versionId: string; readonly runId: string };

/** A published case of 1000 × 500 pixels with one prediction. Its texts hold the word “secret”. */
export async function makeCase(
  db: Database,
  institutionId: string,
  options: {
    phase?: Phase;
    boxes?: Box[];
    publication?: "draft" | "published";
    dataset?: "draft" | "published";
    /** A case whose picture it shows; else it has one of its own. */
    pictureOf?: MadeCase;
  } = {},
): Promise<MadeCase> {
  const dataset = await db.prisma.dataset.create({
    data: { institutionId, name: randomUUID(), publication: options.dataset ?? "published" },
  });
  const video = await db.prisma.video.create({ data: { datasetId: dataset.id, name: "V01", split: "test" } });
  const frameId = options.pictureOf ? await frameOf(db, options.pictureOf) : await makeFrame(db);
  const { id } = await db.prisma.case.create({
    data: { videoId: video.id, frameNumber: 7, publication: options.publication ?? "published" },
  });
  const version = await addVersion(db, id, frameId, 1, options);
  const model = await db.prisma.model.create({ data: { name: `Model ${randomUUID()}` } });
  const run = await db.prisma.modelRun.create({
    data: { modelId: model.id, datasetId: dataset.id, name: "run" },
  });
  await db.prisma.prediction.create({
    data: { runId: run.id, caseId: id, phase: "C", x1: 0, y1: 0, x2: 100, y2: 100 },
  });
  return { id, versionId: version, runId: run.id };
}

/** A picture that no other case shows: its frame’s id. */
export async function makeFrame(db: Database): Promise<string> {
  const { id } = await db.prisma.frame.create({
    data: {
      sha256: randomUUID().replaceAll("-", "").repeat(2),
      width: 1000,
      height: 500,
      format: "jpeg",
      bytes: 1,
    },
  });
  return id;
}

async function frameOf(db: Database, made: MadeCase): Promise<string> {
  return (await db.prisma.caseVersion.findUniqueOrThrow({ where: { id: made.versionId } })).frameId;
}

/** Gives a case the seconds before its picture, 85 s into a recording; of the clip, its hash. */
export async function giveClip(
  db: Database,
  made: MadeCase,
  file: { readonly sha256?: string; readonly type?: "mp4" | "webm" } = {},
): Promise<string> {
  const { sha256 = randomUUID().replaceAll("-", "").repeat(2), type = "mp4" } = file;
  const { id: clipId } = await db.prisma.clip.create({
    data: { sha256, type, frameId: await frameOf(db, made), bytes: 1 },
  });
  await db.prisma.case.update({ where: { id: made.id }, data: { clipId, timeUs: 85_000_000 } });
  return sha256;
}

async function addVersion(
  db: Database,
  caseId: string,
  frameId: string,
  number: number,
  options: { phase?: Phase; boxes?: Box[] },
): Promise<string> {
  const { id } = await db.prisma.caseVersion.create({
    data: {
      caseId,
      frameId,
      number,
      phase: options.phase ?? "B",
      boxes: (options.boxes ?? [[100, 100, 300, 300]]).map((box) => [...box]),
      location: "secret location",
      exposure: "secret exposure",
      nextAction: "secret next action",
      criticalRisk: "secret critical risk",
    },
  });
  await db.prisma.case.update({ where: { id: caseId }, data: { currentVersionId: id } });
  return id;
}

/** Gives a case another reference, as an import of changed annotations does. */
export async function reviseCase(
  db: Database,
  made: MadeCase,
  options: { phase?: Phase; boxes?: Box[] },
): Promise<string> {
  const { frameId, number } = await db.prisma.caseVersion.findUniqueOrThrow({
    where: { id: made.versionId },
  });
  return addVersion(db, made.id, frameId, number + 1, options);
}

export async function makeAssignment(
  db: Database,
  institutionId: string,
  cases: readonly Pick<MadeCase, "id">[],
  readers: readonly User[],
  options: { mode?: Mode; opensAt?: Date; closesAt?: Date; resultsReleasedAt?: Date } = {},
): Promise<string> {
  const { id } = await db.prisma.assignment.create({
    data: {
      institution: { connect: { id: institutionId } },
      name: "An assignment",
      mode: options.mode ?? "exam",
      opensAt: options.opensAt ?? new Date(0),
      closesAt: options.closesAt ?? null,
      resultsReleasedAt: options.resultsReleasedAt ?? null,
      caseSet: {
        create: {
          institutionId,
          name: randomUUID(),
          status: "published",
          items: { create: cases.map((made, index) => ({ caseId: made.id, position: index + 1 })) },
        },
      },
      items: { create: cases.map((made, index) => ({ caseId: made.id, position: index + 1 })) },
      readers: { create: readers.map((reader) => ({ userId: reader.id })) },
    },
  });
  return id;
}

/** The context of someone at a moment. */
export function contextOf(
  db: Database,
  actor: Context["actor"],
  now = new Date("2026-03-02T09:00:00Z"),
): Context {
  return { db, actor, now };
}
