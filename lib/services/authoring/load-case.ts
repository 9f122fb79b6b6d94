import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import type { Prisma } from "../../db/generated/client";
import { type AnnotationBody, annotationBodySchema } from "../../domain/authoring/annotation";
import {
  type CaseStanding,
  type Duty,
  dutySchema,
  type Judge,
  type Step,
  stepSchema,
} from "../../domain/authoring/step";

type Client = Prisma.TransactionClient | Database["prisma"];

const include = {
  video: {
    include: {
      dataset: {
        include: { duties: { include: { user: { select: { name: true, deactivatedAt: true } } } } },
      },
    },
  },
  currentVersion: { include: { frame: true } },
  authoring: true,
  annotations: {
    include: {
      author: { select: { name: true } },
      verdicts: { include: { judge: { select: { name: true } } }, orderBy: { at: "asc" } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  },
} satisfies Prisma.CaseInclude;

type CaseRow = Prisma.CaseGetPayload<{ include: typeof include }>;
export type AnnotationRow = CaseRow["annotations"][number];

/** A case of the actor's institution with all that decides what may happen to it. */
export type LoadedCase = {
  readonly row: CaseRow;
  readonly version: NonNullable<CaseRow["currentVersion"]>;
  readonly standing: CaseStanding;
  readonly judge: Judge;
  /** The annotation that is checked and reviewed, or was sent back. */
  readonly current: AnnotationRow | null;
  /**
   * Whether the actor knows what stands there, or may: from then on nothing they draw is blind. Those who wrote or
   * judged an annotation of the case, or read it blind, do; the chiefs once it is before them.
   */
  readonly seen: boolean;
};

/** Null where there is no such case in the actor's institution. */
export async function loadCase(client: Client, actor: User, caseId: string): Promise<LoadedCase | null> {
  const row = await client.case.findFirst({
    where: { id: caseId, video: { dataset: { institutionId: actor.institutionId } } },
    include,
  });
  if (!row?.currentVersion) return null;
  const { duties } = row.video.dataset;
  const step = stepOf(row);
  const current = row.annotations.find(({ id }) => id === row.authoring?.currentId) ?? null;
  const chiefs = duties.filter(({ duty, user }) => duty === "chief" && !user.deactivatedAt);
  const own: Duty[] = duties
    .filter(({ userId }) => userId === actor.id)
    .map(({ duty }) => dutySchema.parse(duty));
  const verdicts = row.annotations.flatMap((annotation) => annotation.verdicts);
  const seen =
    step === "published" ||
    (step === "reviewing" && own.includes("chief")) ||
    verdicts.some(({ judgeId }) => judgeId === actor.id) ||
    row.annotations.some(
      ({ authorId, kind, submittedAt }) =>
        authorId === actor.id && (kind === "reference" || submittedAt !== null),
    );
  return {
    row,
    version: row.currentVersion,
    judge: { id: actor.id, duties: own },
    current,
    seen,
    standing: {
      step,
      authorId: current?.authorId ?? null,
      chiefs: chiefs.map(({ userId }) => userId),
      agreed: agreedOf(current),
    },
  };
}

/** A case that nobody has begun is to be annotated while it is a draft. */
export function stepOf(row: {
  readonly publication: string;
  readonly authoring: { readonly step: string } | null;
}): Step {
  if (row.authoring) return stepSchema.parse(row.authoring.step);
  return row.publication === "draft" ? "annotating" : "published";
}

function agreedOf(current: AnnotationRow | null): string[] {
  return (current?.verdicts ?? [])
    .filter(({ step, agrees }) => step === "reviewing" && agrees)
    .map(({ judgeId }) => judgeId);
}

type StoredBody = Pick<
  AnnotationRow,
  "phase" | "boxes" | "location" | "exposure" | "nextAction" | "criticalRisk"
>;

/** What an annotation, or a version of a case, says. */
export function bodyOf({
  phase,
  boxes,
  location,
  exposure,
  nextAction,
  criticalRisk,
}: StoredBody): AnnotationBody {
  const rationale = { location, exposure, nextAction, criticalRisk };
  return annotationBodySchema.parse({ phase, boxes, rationale });
}

/** The columns of a body. */
export function columnsOf({ phase, boxes, rationale }: AnnotationBody) {
  return { phase, boxes: boxes.map((box) => [...box]), ...rationale };
}

/** Takes hold of where a case stands until the transaction ends: of two who move it, the second sees the first. */
export async function holdCase(tx: Prisma.TransactionClient, loaded: LoadedCase, now: Date): Promise<void> {
  await tx.authoring.createMany({
    data: { caseId: loaded.row.id, step: loaded.standing.step, updatedAt: now },
    skipDuplicates: true,
  });
  await tx.$queryRaw`SELECT 1 FROM authoring WHERE case_id = ${loaded.row.id}::uuid FOR UPDATE`;
}
