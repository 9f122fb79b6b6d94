import { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { agreementOf } from "../../domain/authoring/agreement";
import { type AnnotationBody, EMPTY_BODY } from "../../domain/authoring/annotation";
import { advance, judgingChiefs, type Task, taskOf } from "../../domain/authoring/step";
import type {
  AuthoringCase,
  BlindReading,
  CurrentAnnotation,
  VersionView,
} from "../../domain/authoring/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { type AnnotationRow, bodyOf, type LoadedCase, loadCase } from "./load-case";

/**
 * A case as the actor may see it. What stands there is left out until they know it: a checker's reading is blind
 * because nothing of the reference has left the server.
 */
export async function getAuthoringCase(ctx: Context, id: string): Promise<Result<AuthoringCase>> {
  const { actor, db } = ctx;
  const caseId = z.uuid().safeParse(id);
  if (!may(actor, "author") || !caseId.success) return notFound("case");
  const loaded = await loadCase(db.prisma, actor, caseId.data);
  if (!loaded) return notFound("case");
  const { row, version, standing, judge, current, seen } = loaded;
  const { dataset } = row.video;
  const task = taskOf(standing, judge, seen);
  const draft = ownDraft(loaded, actor, task);
  const withheld = !seen && hasSomething(loaded);
  return succeed({
    id: row.id,
    dataset: { id: dataset.id, name: dataset.name, notice: dataset.notice },
    video: row.video.name,
    frame: row.frameNumber,
    width: version.frame.width,
    height: version.frame.height,
    frameUrl: `/api/cases/${row.id}/frame`,
    frameVersion: version.frameId,
    step: standing.step,
    task,
    mayRevise: "step" in advance(standing, judge, { type: "revise" }),
    draft: draft ? bodyOf(draft) : freshBody(loaded, task),
    savedAt: draft?.updatedAt.toISOString() ?? null,
    withheld,
    current: seen && current ? toCurrent(current) : null,
    blind: seen ? blindReadings(row.annotations, current, actor) : [],
    chiefs: chiefsOf(loaded),
    drafting: row.annotations
      .filter((each) => each.kind === "reference" && each.submittedAt === null && each.authorId !== actor.id)
      .map(({ author }) => author.name),
    versions: withheld ? [] : await loadVersions(ctx, row.id),
  });
}

/** Whether anything stands there that a blind reader must not know. */
function hasSomething({ current, version }: LoadedCase): boolean {
  return current !== null || !isEmpty(bodyOf(version));
}

const isEmpty = (body: AnnotationBody): boolean => JSON.stringify(body) === JSON.stringify(EMPTY_BODY);

function ownDraft({ row }: LoadedCase, actor: User, task: Task | null): AnnotationRow | null {
  if (task !== "annotate" && task !== "read-blind") return null;
  const kind = task === "annotate" ? "reference" : "blind";
  const mine = row.annotations.filter((each) => each.authorId === actor.id && each.kind === kind);
  return mine.find(({ submittedAt }) => submittedAt === null) ?? null;
}

/** What an editor begins with where nothing is begun: empty, unless there is something to begin from. */
function freshBody(loaded: LoadedCase, task: Task | null): AnnotationBody | null {
  if (task === "read-blind") return EMPTY_BODY;
  return task === "annotate" && !hasSomething(loaded) ? EMPTY_BODY : null;
}

function toCurrent(current: AnnotationRow): CurrentAnnotation {
  return {
    id: current.id,
    author: current.author.name,
    submittedAt: (current.submittedAt ?? current.updatedAt).toISOString(),
    body: bodyOf(current),
    verdicts: current.verdicts.map(({ judge, step, agrees, comment, at }) => ({
      judge: judge.name,
      step: step === "checking" ? "checking" : "reviewing",
      agrees,
      comment,
      at: at.toISOString(),
    })),
  };
}

function blindReadings(
  annotations: readonly AnnotationRow[],
  current: AnnotationRow | null,
  actor: User,
): BlindReading[] {
  return annotations.flatMap((each) => {
    if (each.kind !== "blind" || each.submittedAt === null) return [];
    const body = bodyOf(each);
    return [
      {
        reader: each.author.name,
        mine: each.authorId === actor.id,
        submittedAt: each.submittedAt.toISOString(),
        body,
        agreement: current && agreementOf(body, bodyOf(current)),
      },
    ];
  });
}

function chiefsOf({ row, standing }: LoadedCase): AuthoringCase["chiefs"] {
  const names = new Map(row.video.dataset.duties.map(({ userId, user }) => [userId, user.name]));
  return judgingChiefs(standing).map((id) => ({
    name: names.get(id) ?? "",
    agrees: standing.agreed.includes(id),
  }));
}

async function loadVersions({ db }: Context, caseId: string): Promise<VersionView[]> {
  const versions = await db.prisma.caseVersion.findMany({ where: { caseId }, orderBy: { number: "desc" } });
  return versions
    .map((version) => ({
      number: version.number,
      createdAt: version.createdAt.toISOString(),
      reason: version.reason,
      frameVersion: version.frameId,
      body: bodyOf(version),
    }))
    .filter(({ body }) => !isEmpty(body));
}
