import { z } from "zod";
import { may } from "@/lib/auth/policy";
import { nullable, text, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { inTransaction } from "@/lib/db/transaction";
import type { TakenBackImport } from "@/lib/domain/withdrawals/views";
import { t } from "@/lib/language/t";
import { writeAudit } from "@/lib/services/audit/write-audit";
import type { Context } from "@/lib/services/context";
import { fail, notFound, type Result, succeed } from "@/lib/services/result";
import { type FrameStorage, StorageError } from "@/lib/storage/frame-storage";
import { whileLocked } from "../import-lock";
import { ImportError } from "../report";
import { sweepPictures } from "../sweep-pictures";
import { obstaclesOf } from "./obstacles";
import { type Undone, undoChanges } from "./undo-changes";

const importById = statement({
  name: "import-by-id",
  params: { importId: uuid, institutionId: nullable(uuid) },
  row: { datasetId: uuid, dataset: text, institutionId: uuid },
  sql: `SELECT d.id AS "datasetId", d.name AS dataset, d.institution_id AS "institutionId"
    FROM dataset_import i JOIN dataset d ON d.id = i.dataset_id
    WHERE i.id = $importId AND ($institutionId IS NULL OR d.institution_id = $institutionId)`,
});

const laterImport = statement({
  name: "later-import",
  params: { importId: uuid },
  row: { id: uuid },
  sql: `SELECT l.id FROM dataset_import l JOIN dataset_import i ON i.dataset_id = l.dataset_id AND l.number > i.number
    WHERE i.id = $importId ORDER BY l.number DESC LIMIT 1`,
});

// Whoever is about to answer one of them waits, or is waited for.
const holdCases = statement({
  name: "hold-cases-of-import",
  params: { importId: uuid },
  sql: `SELECT FROM "case" WHERE id IN (
      SELECT subject_id FROM import_change WHERE import_id = $importId AND kind = 'case'
    ) ORDER BY id FOR UPDATE`,
});

/**
 * Takes back the newest import of a dataset: what it made is gone, what it changed is as it was before, all in one
 * transaction. It can't be where its cases were answered, questioned, annotated, put into a set, an assignment or a review,
 * or read by a model meanwhile. For the system, and those who may withdraw what was given.
 *
 * Pictures that nothing else uses are removed afterwards: cut off there, the server goes on by itself.
 */
export async function takeBackImport(
  ctx: Context,
  storage: FrameStorage,
  id: string,
): Promise<Result<TakenBackImport>> {
  const { actor, db } = ctx;
  const importId = z.uuid().safeParse(id);
  if (!importId.success || !(actor.kind === "system" || may(actor, "withdraw"))) return notFound("import");
  const institutionId = actor.kind === "system" ? null : actor.institutionId;
  const found = await db.find(importById, { importId: importId.data, institutionId });
  if (!found) return notFound("import");
  const undone = await whileLocked(db, found.institutionId, found.dataset, () =>
    undo(ctx, importId.data, found.institutionId),
  ).catch((cause: unknown) => {
    if (cause instanceof ImportError) return fail("conflict", cause.message);
    throw cause;
  });
  if (!undone.ok) return undone;
  return succeed({ ...undone.value, dataset: found.dataset, pictures: await removePictures(ctx, storage) });
}

function undo({ actor, db, now }: Context, importId: string, institutionId: string): Promise<Result<Undone>> {
  return inTransaction(db, async (tx): Promise<Result<Undone>> => {
    // Of two at once the second finds nothing left.
    const found = await tx.find(importById, { importId, institutionId });
    if (!found) return notFound("import");
    const later = await tx.find(laterImport, { importId });
    if (later) {
      return fail(
        "conflict",
        t`Another import into ${found.dataset} came after it. Take that one back first: ${later.id}`,
      );
    }
    await tx.run(holdCases, { importId });
    const obstacles = await obstaclesOf(tx, importId);
    if (obstacles.length > 0) {
      return fail("conflict", `${t`It can’t be taken back any more.`} ${obstacles.join(" ")}`);
    }
    const undone = await undoChanges(tx, importId, now);
    const event = {
      action: "dataset.take-back-import" as const,
      subject: found.datasetId,
      detail: { import: importId, ...undone },
      institutionId,
    };
    await writeAudit(tx, { actor, now }, [event]);
    return succeed(undone);
  });
}

async function removePictures({ db }: Context, storage: FrameStorage): Promise<number | null> {
  try {
    return await sweepPictures(db, storage);
  } catch (cause) {
    if (cause instanceof StorageError) return null;
    throw cause;
  }
}
