import { randomUUID } from "node:crypto";
import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import { PHASES, type Phase } from "../../domain/phases";
import type { Rationale } from "../../domain/rationale";
import type { Result } from "../result";
import { makeFrame, makeUser } from "../testing/factories";

/** Rows for tests of reviews. */
export type ReviewGround = {
  readonly datasetId: string;
  /** Two runs, of the models `alpha` and `beta`. */
  readonly runs: readonly [string, string];
  readonly models: readonly [string, string];
  readonly caseIds: readonly string[];
};

const rationale = (source: string, n: number): Rationale => ({
  location: `Location of ${n}, ${source}`,
  exposure: `Exposure of ${n}, ${source}`,
  nextAction: `Next action of ${n}, ${source}`,
  criticalRisk: `Critical risk of ${n}, ${source}`,
});

/** A dataset of cases in two videos, the phases in turn, with whole rationales of the reference and of two runs. */
export async function makeReviewGround(
  db: Database,
  institutionId: string,
  options: {
    readonly cases?: number;
    /** The id of a frame that is there; one is made for each case where it is left out. */
    readonly frameId?: string;
  } = {},
): Promise<ReviewGround> {
  const { prisma } = db;
  const { cases = 8 } = options;
  const { id: datasetId } = await prisma.dataset.create({
    data: { institutionId, name: `Ground ${randomUUID()}`, publication: "published", notice: "Drawn." },
  });
  const videos = await Promise.all(
    (["train", "test"] as const).map((split, index) =>
      prisma.video.create({ data: { datasetId, name: `V0${index + 1}`, split } }),
    ),
  );
  const models = [`alpha-${randomUUID()}`, `beta-${randomUUID()}`] as const;
  const [first, second] = await Promise.all(
    models.map((name) =>
      prisma.modelRun.create({
        data: {
          name: `run of ${name}`,
          dataset: { connect: { id: datasetId } },
          model: { create: { name } },
        },
      }),
    ),
  );
  const runs = [first!.id, second!.id] as const;
  const caseIds: string[] = [];
  for (let n = 0; n < cases; n++) {
    const phase = PHASES[n % 4] as Phase;
    const { id } = await prisma.case.create({
      data: { videoId: videos[n % 2]!.id, frameNumber: n + 1, publication: "published" },
    });
    const version = await prisma.caseVersion.create({
      data: {
        caseId: id,
        number: 1,
        frameId: options.frameId ?? (await makeFrame(db)),
        phase,
        boxes: [[1, 2, 3, 4]],
        ...rationale("by hands", n),
      },
    });
    await prisma.case.update({ where: { id }, data: { currentVersionId: version.id } });
    await prisma.prediction.createMany({
      data: runs.map((runId, index) => ({
        runId,
        caseId: id,
        phase,
        rationale: rationale(["first", "second"][index]!, n),
      })),
    });
    caseIds.push(id);
  }
  return { datasetId, runs, models, caseIds };
}

/** The staff of an institution. */
export async function makeClinicians(db: Database, institutionId: string, n: number): Promise<User[]> {
  const people: User[] = [];
  for (let i = 0; i < n; i++) people.push(await makeUser(db, institutionId, "faculty"));
  return people;
}

/** A review of the reference and both runs over all cases of a ground, as it is asked for. */
export const draftReview = (
  ground: ReviewGround,
  reviewers: readonly { readonly id: string }[],
  over: object,
) => ({
  name: `Review ${randomUUID()}`,
  datasetId: ground.datasetId,
  split: null,
  sources: ["reference", ...ground.runs],
  cases: null,
  seed: 1,
  reviewers: reviewers.map(({ id }) => id),
  ...over,
});

export const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.failure.code);

/** The value of a verb that is to succeed. */
export function taken<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}
