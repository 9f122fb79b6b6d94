import { randomUUID } from "node:crypto";
import type { Database } from "../../db/client";
import type { Mode } from "../../domain/attempts/mode";
import type { Box } from "../../domain/geometry";
import type { Phase } from "../../domain/phases";
import { placeZone } from "../../domain/scoring/zone";
import { type MadeCase, makeCase, makeFrame, makeInstitution, makeUser } from "../testing/factories";

/** The reference of every case made here, in frames of 1000 × 500 pixels. */
export const REFERENCE: Box = [100, 100, 300, 300];
const FRAME = { width: 1000, height: 500 };

/** Rows for tests of the readers: sites, cases beside one another, predictions and attempts. */
export function readerFactories(db: Database) {
  /** An institution with one published case of phase B, read by one run as phase C in a corner of the frame. */
  async function aSite() {
    const institutionId = await makeInstitution(db);
    const made = await makeCase(db, institutionId);
    const [faculty, director, admin, resident] = await Promise.all(
      (["faculty", "director", "admin", "resident"] as const).map((role) =>
        makeUser(db, institutionId, role),
      ),
    );
    return {
      institutionId,
      made,
      faculty: faculty!,
      director: director!,
      admin: admin!,
      resident: resident!,
    };
  }

  /** Another case in the dataset of one, in a video of its own. */
  async function addCase(beside: MadeCase, options: { phase?: Phase; split?: "train" | "test" } = {}) {
    const { video } = await db.prisma.case.findUniqueOrThrow({
      where: { id: beside.id },
      include: { video: true },
    });
    const other = await db.prisma.video.create({
      data: { datasetId: video.datasetId, name: `V ${randomUUID()}`, split: options.split ?? "test" },
    });
    const { id } = await db.prisma.case.create({
      data: { videoId: other.id, frameNumber: 1, publication: "published" },
    });
    const version = await db.prisma.caseVersion.create({
      data: {
        caseId: id,
        frameId: await makeFrame(db),
        number: 1,
        phase: options.phase ?? "B",
        boxes: [[...REFERENCE]],
        location: "secret",
        exposure: "secret",
        nextAction: "secret",
        criticalRisk: "secret",
      },
    });
    await db.prisma.case.update({ where: { id }, data: { currentVersionId: version.id } });
    return { id, versionId: version.id, runId: beside.runId };
  }

  function predict(made: MadeCase, over: { phase?: Phase | null; box?: Box | null; error?: string } = {}) {
    const { phase = "B", box = REFERENCE, error = null } = over;
    const [x1, y1, x2, y2] = box ?? [null, null, null, null];
    return db.prisma.prediction.create({
      data: {
        runId: made.runId,
        caseId: made.id,
        phase,
        x1,
        y1,
        x2,
        y2,
        error,
        raw: { turn1: `${phase}`, turn2: "the model’s words" },
      },
    });
  }

  async function cohortOf(institutionId: string, residents: number) {
    const { id: cohortId } = await db.prisma.cohort.create({
      data: { institutionId, name: `Year ${randomUUID()}` },
    });
    return Promise.all(
      Array.from({ length: residents }, async () => {
        const user = await makeUser(db, institutionId);
        await db.prisma.membership.create({ data: { userId: user.id, cohortId, joinedAt: new Date(0) } });
        return user;
      }),
    );
  }

  function attempt(
    user: { readonly id: string },
    made: MadeCase,
    over: { mode?: Mode; right?: boolean; box?: Box | null; ordinal?: number; lockedAt?: Date } = {},
  ) {
    const { mode = "guided", right = true, box = REFERENCE, ordinal = 1 } = over;
    const lockedAt = over.lockedAt ?? new Date("2026-03-01T09:00:00Z");
    const score = box && placeZone(box, [REFERENCE], FRAME);
    return db.prisma.attempt.create({
      data: {
        id: randomUUID(),
        userId: user.id,
        caseId: made.id,
        versionId: made.versionId,
        mode,
        ordinal,
        phase: right ? "B" : "D",
        phaseCorrect: right,
        lockedAt,
        ...(box &&
          score && {
            zoneAt: lockedAt,
            x1: box[0],
            y1: box[1],
            x2: box[2],
            y2: box[3],
            iou: score.iou,
            centerDistance: score.centerDistance,
            zoneOutcome: score.outcome,
            metricVersion: 1,
          }),
      },
    });
  }

  return { aSite, addCase, predict, cohortOf, attempt };
}
