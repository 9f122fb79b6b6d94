import { t } from "@/lib/language/t";
import { nullable, text, timestamp, uuid, type ValuesOf } from "../../db/columns";
import { statement } from "../../db/statement";
import { type AnnotationBody, boxesProblem } from "../../domain/authoring/annotation";
import { draftSchema } from "../../domain/authoring/input";
import { taskOf } from "../../domain/authoring/step";
import { regionsOf } from "../../domain/no-go/region";
import type { Input } from "../../domain/view";
import { boxes, noGoRegions, phase } from "../../sql/types";
import type { Context } from "../context";
import { fail, invalid, invalidField, notFound, type Result, succeed } from "../result";
import { type Moving, moveCase } from "./move-case";
import { type AnnotationRow, draftOf } from "./parts/load-case";

const body = {
  phase: nullable(phase),
  boxes,
  noGo: noGoRegions,
  ...{ location: text, exposure: text, nextAction: text, criticalRisk: text },
};

const bodyValues = ({ rationale, ...said }: AnnotationBody): ValuesOf<typeof body> => ({
  ...said,
  ...rationale,
});

const insertAnnotationOf = statement({
  name: "insert-annotation",
  params: { ...body, caseId: uuid, authorId: uuid, kind: text, now: timestamp },
  sql: `INSERT INTO annotation (case_id, author_id, kind, phase, boxes, no_go, location, exposure, next_action,
      critical_risk, created_at, updated_at)
    VALUES ($caseId, $authorId, $kind, $phase, $boxes, $noGo, $location, $exposure, $nextAction, $criticalRisk,
      $now, $now)`,
});

const updateAnnotation = statement({
  name: "update-annotation",
  params: { ...body, id: uuid, now: timestamp },
  sql: `UPDATE annotation SET phase = $phase, boxes = $boxes, no_go = $noGo, location = $location,
      exposure = $exposure, next_action = $nextAction, critical_risk = $criticalRisk, updated_at = $now
    WHERE id = $id`,
});

/** Begins an annotation of the actor's. */
export async function insertAnnotation(
  { tx, actor, now, loaded }: Moving,
  kind: AnnotationRow["kind"],
  said: AnnotationBody,
): Promise<void> {
  await tx.run(insertAnnotationOf, {
    caseId: loaded.row.id,
    authorId: actor.id,
    kind,
    ...bodyValues(said),
    now,
  });
}

/** Stores the actor's own draft of a reference or of a blind reading. Nobody else sees it. */
export async function saveDraft(
  ctx: Context,
  id: string,
  input: Input<typeof draftSchema>,
): Promise<Result<{ readonly savedAt: string }>> {
  const parsed = draftSchema.safeParse(input);
  return moveCase(ctx, id, async (moving) => {
    const { tx, now, loaded } = moving;
    const { row, standing, judge, seen } = loaded;
    if (judge.duties.length === 0) return notFound("case");
    if (!parsed.success) return invalid(parsed.error);
    const { kind, ...drawn } = parsed.data;
    const task = taskOf(standing, judge, seen);
    if (task !== (kind === "blind" ? "read-blind" : "annotate")) {
      return fail("conflict", t`The case has gone on meanwhile. What you wrote is not stored; open it anew.`);
    }
    const problem = boxesProblem(drawn.boxes, row);
    if (problem) return fail("invalid", problem);
    const before = draftOf(loaded, kind);
    // A blind reading that is not asked for regions has none.
    const asksNoGo = kind === "reference" || row.blind_no_go;
    const read = drawn.noGo ? regionsOf(asksNoGo ? drawn.noGo : [], row) : { regions: before?.no_go ?? [] };
    if ("problem" in read) return invalidField(`noGo.${read.index}`, read.problem);
    const said = { ...drawn, noGo: read.regions };
    if (before) await tx.run(updateAnnotation, { id: before.id, ...bodyValues(said), now });
    else await insertAnnotation(moving, kind, said);
    return succeed({ savedAt: now.toISOString() });
  });
}
