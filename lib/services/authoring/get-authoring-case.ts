import { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { integer, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { agreementOf } from "../../domain/authoring/agreement";
import { type AnnotationBody, EMPTY_BODY } from "../../domain/authoring/annotation";
import { advance, judgingChiefs, type Task, taskOf, waitsFor } from "../../domain/authoring/step";
import type {
  AuthoringCase,
  BlindReading,
  CurrentAnnotation,
  VersionView,
} from "../../domain/authoring/views";
import { clipUrl, frameVersionColumn } from "../../sql/cases";
import { takenBack } from "../../sql/taken-back";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import {
  type AnnotationRow,
  bodyColumns,
  bodyOf,
  bodyRow,
  draftOf,
  type LoadedCase,
  loadCase,
} from "./parts/load-case";

const versionsOfCase = statement({
  name: "versions-of-case",
  params: { caseId: uuid },
  row: { ...bodyRow, number: integer, created_at: timestamp, reason: text, frame_version: text },
  sql: `SELECT v.number, v.created_at, v.reason, ${frameVersionColumn}, ${bodyColumns("v")}
    FROM case_version v JOIN frame f ON f.id = v.frame_id WHERE v.case_id = $caseId ORDER BY v.number DESC`,
});

/** What kind of annotation somebody has in the making at a task. */
const drafted: Partial<Record<Task, AnnotationRow["kind"]>> = {
  annotate: "reference",
  "read-blind": "blind",
};

/**
 * A case as the actor may see it. What stands there is left out until they know it: a checker's reading is blind
 * because nothing of the reference has left the server.
 */
export async function getAuthoringCase(ctx: Context, id: string): Promise<Result<AuthoringCase>> {
  const { actor, db } = ctx;
  const caseId = z.uuid().safeParse(id);
  if (!may(actor, "author") || !caseId.success) return notFound("case");
  const loaded = await loadCase(db, actor, caseId.data);
  if (!loaded) return notFound("case");
  const { row, annotations, standing, judge, current, seen } = loaded;
  // A case that is retired waits for nobody.
  const task = row.retired_at ? null : taskOf(standing, judge, seen);
  const kind = task && drafted[task];
  const draft = kind && draftOf(loaded, kind);
  const withheld = !seen && hasSomething(loaded);
  return succeed({
    id: row.id,
    dataset: {
      id: row.dataset_id,
      name: row.dataset,
      notice: row.notice,
      licence: row.licence,
      blindNoGo: row.blind_no_go,
    },
    video: row.video,
    frame: row.frame,
    width: row.width,
    height: row.height,
    frameUrl: `/api/cases/${row.id}/frame`,
    frameVersion: row.frame_version,
    timeUs: row.time_us,
    clipUrl: row.clip_version && clipUrl(row.id, row.clip_version),
    retired: takenBack(row.retired_at, row.retired_because),
    removed: takenBack(row.removed_at, row.removed_because),
    step: standing.step,
    task,
    waitsFor: waitsFor(standing, loaded.duties, { author: current?.author ?? null, seen }),
    mayRevise: !row.retired_at && "step" in advance(standing, judge, { type: "revise" }),
    draft: draft ? bodyOf(draft) : freshBody(loaded, task),
    savedAt: draft?.updated_at.toISOString() ?? null,
    withheld,
    current: seen && current ? toCurrent(current) : null,
    blind: seen ? blindReadings(loaded, actor) : [],
    chiefs: chiefsOf(loaded),
    drafting: annotations
      .filter(
        (each) => each.kind === "reference" && each.submitted_at === null && each.author_id !== actor.id,
      )
      .map(({ author }) => author),
    versions: withheld ? [] : await loadVersions(ctx, row.id),
  });
}

/** Whether anything stands there that a blind reader must not know. */
function hasSomething({ current, row }: LoadedCase): boolean {
  return current !== null || !isEmpty(bodyOf(row));
}

const isEmpty = (body: AnnotationBody): boolean => JSON.stringify(body) === JSON.stringify(EMPTY_BODY);

/** What an editor begins with where nothing is begun: empty, unless there is something to begin from. */
function freshBody(loaded: LoadedCase, task: Task | null): AnnotationBody | null {
  if (task === "read-blind") return EMPTY_BODY;
  return task === "annotate" && !hasSomething(loaded) ? EMPTY_BODY : null;
}

function toCurrent(current: AnnotationRow): CurrentAnnotation {
  return {
    id: current.id,
    author: current.author,
    submittedAt: (current.submitted_at ?? current.updated_at).toISOString(),
    body: bodyOf(current),
    verdicts: current.verdicts.map(({ judge, step, agrees, comment, at }) => ({
      ...{ judge, step, agrees, comment, at: at.toISOString() },
    })),
  };
}

function blindReadings({ annotations, current, row }: LoadedCase, actor: User): BlindReading[] {
  return annotations.flatMap((each) => {
    if (each.kind !== "blind" || each.submitted_at === null) return [];
    const body = bodyOf(each);
    return [
      {
        reader: each.author,
        mine: each.author_id === actor.id,
        submittedAt: each.submitted_at.toISOString(),
        body,
        agreement: current && agreementOf(body, bodyOf(current), row.blind_no_go),
      },
    ];
  });
}

function chiefsOf({ duties, standing }: LoadedCase): AuthoringCase["chiefs"] {
  const names = new Map(duties.map(({ user_id, name }) => [user_id, name]));
  return judgingChiefs(standing).map((id) => ({
    name: names.get(id) ?? "",
    agrees: standing.agreed.includes(id),
  }));
}

async function loadVersions({ db }: Context, caseId: string): Promise<VersionView[]> {
  const versions = await db.all(versionsOfCase, { caseId });
  return versions
    .map((version) => ({
      number: version.number,
      createdAt: version.created_at.toISOString(),
      reason: version.reason,
      frameVersion: version.frame_version,
      body: bodyOf(version),
    }))
    .filter(({ body }) => !isEmpty(body));
}
