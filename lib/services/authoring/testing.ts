import { randomUUID } from "node:crypto";
import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import type { DrawnBody } from "../../domain/authoring/annotation";
import type { Duty } from "../../domain/authoring/step";

/** A body of one box, complete. */
export const wholeBody = (change: Partial<DrawnBody> = {}): DrawnBody => ({
  phase: "B",
  boxes: [[100, 100, 300, 200]],
  noGo: [],
  rationale: {
    location: "over the cystic duct",
    exposure: "fat covers it",
    nextAction: "open the peritoneum",
    criticalRisk: "the common bile duct",
  },
  ...change,
});

type DraftGround = { readonly datasetId: string; readonly caseIds: readonly string[] };

/** A dataset that is open, with frames of 1000 × 500 pixels that wait to be annotated. */
export async function makeDraftCases(
  { prisma }: Database,
  institutionId: string,
  options: { readonly cases?: number; readonly frameId?: string } = {},
): Promise<DraftGround> {
  const sha256 = randomUUID().replaceAll("-", "").repeat(2);
  const frameId =
    options.frameId ??
    (await prisma.frame.create({ data: { sha256, width: 1000, height: 500, format: "jpeg", bytes: 1 } })).id;
  const dataset = await prisma.dataset.create({
    data: { institutionId, name: `Drafts ${randomUUID()}`, publication: "published" },
  });
  const video = await prisma.video.create({ data: { datasetId: dataset.id, name: "OP 1" } });
  const caseIds: string[] = [];
  for (let n = 1; n <= (options.cases ?? 1); n++) {
    const { id } = await prisma.case.create({ data: { videoId: video.id, frameNumber: n } });
    const empty = { location: "", exposure: "", nextAction: "", criticalRisk: "" };
    const version = await prisma.caseVersion.create({
      data: { caseId: id, frameId, number: 1, phase: null, boxes: [], ...empty },
    });
    await prisma.case.update({ where: { id }, data: { currentVersionId: version.id } });
    caseIds.push(id);
  }
  return { datasetId: dataset.id, caseIds };
}

export async function giveDuty(
  { prisma }: Database,
  datasetId: string,
  duty: Duty,
  ...people: readonly Pick<User, "id">[]
): Promise<void> {
  await prisma.datasetDuty.createMany({ data: people.map(({ id }) => ({ datasetId, userId: id, duty })) });
}
