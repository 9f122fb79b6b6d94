import { z } from "zod";
import { may } from "../../auth/policy";
import { nullable, text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { isLate } from "../../domain/assignments/schedule";
import { namedPhase, phaseOutcome } from "../../domain/attempts/mode";
import { isHit, isOver } from "../../domain/results/answers";
import { resultsOf } from "../../domain/results/results-of";
import type { CaseAnswer, ResultCase } from "../../domain/results/views";
import { NO_ZONE } from "../../domain/scoring/zone";
import type { Input } from "../../domain/view";
import { caseTables, frameUrl } from "../../sql/cases";
import { toReference, versionColumns, versionRow } from "../../sql/versions";
import { loadReveal } from "../attempts/load-reveal";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadAnswers } from "./parts/load-answers";

const inputSchema = z.object({ assignmentId: z.uuid(), caseId: z.uuid() });

const caseOfResults = statement({
  name: "case-of-results",
  params: { assignmentId: uuid, caseId: uuid },
  row: { ...versionRow, notice: nullable(text), dataset_id: uuid },
  sql: `SELECT ${versionColumns}, d.notice, d.id AS dataset_id
    FROM assignment_item i JOIN ${caseTables} ON c.id = i.case_id
    WHERE i.assignment_id = $assignmentId AND i.case_id = $caseId`,
});

/** A case of an assignment with everybody's answers to it, beside the reference as it is now and the models. */
export async function getResultCase(
  { actor, db, now }: Context,
  input: Input<typeof inputSchema>,
): Promise<Result<ResultCase>> {
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "assign") || !parsed.success) return notFound("case");
  const { assignmentId, caseId } = parsed.data;
  const loaded = await loadAnswers(db, actor, assignmentId, now);
  const index = loaded?.items.findIndex((item) => item.caseId === caseId) ?? -1;
  const row = index < 0 ? null : await db.find(caseOfResults, { assignmentId, caseId });
  if (!loaded || !row) return notFound("case");
  const reveal = await loadReveal(db, row, toReference(row));
  const { video, frame, frameVersion } = loaded.items[index]!;
  const terms = new Map(loaded.readers.map((reader) => [reader.userId, reader]));
  const answers = loaded.answers.flatMap((answer): CaseAnswer[] => {
    const reader = terms.get(answer.userId);
    if (!reader || reader.terms.excusedAt || answer.caseId !== caseId || !isOver(answer, now)) return [];
    return [
      {
        attemptId: answer.id,
        reader: reader.name,
        phase: namedPhase(answer),
        phaseRight: phaseOutcome(answer.mode, answer.phaseCorrect),
        box: answer.box,
        zone: answer.zoneOutcome ?? NO_ZONE.outcome,
        iou: answer.iou ?? 0,
        contact: answer.contact,
        hit: isHit(answer),
        phaseConfidence: answer.phaseConfidence,
        zoneConfidence: answer.zoneConfidence,
        elapsedMs: answer.elapsedMs,
        late: isLate(loaded.schedule, reader.terms, answer),
        repeat: answer.ordinal > 1,
      },
    ];
  });
  return succeed({
    head: loaded.head,
    frame: {
      caseId,
      video,
      frame,
      width: row.width,
      height: row.height,
      frameUrl: frameUrl(caseId),
      frameVersion,
      notice: row.notice,
      datasetId: row.dataset_id,
    },
    item: resultsOf(loaded, now).items[index]!,
    of: loaded.items.length,
    previous: loaded.items[index - 1]?.caseId ?? null,
    next: loaded.items[index + 1]?.caseId ?? null,
    reference: reveal.reference,
    rationale: reveal.rationale,
    predictions: reveal.predictions,
    answers: answers.sort((a, b) => a.reader.localeCompare(b.reader, "en")),
    readers: loaded.readers.filter(({ terms: { excusedAt } }) => !excusedAt).length,
  });
}
