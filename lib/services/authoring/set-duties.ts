import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, integer, text, textOf, texts, uuid, uuids } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { dutiesSchema } from "../../domain/authoring/input";
import { dutyMessage } from "../../domain/authoring/messages";
import { dutySchema, isUnanimous } from "../../domain/authoring/step";
import { agreementSchema } from "../../domain/disputes/agreement";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { invalid, notFound, type Result, succeed } from "../result";
import { takeCase } from "./move-case";
import { publishAnnotation } from "./parts/publish-annotation";

const holdDataset = statement({
  name: "hold-dataset",
  params: { id: uuid, institutionId: uuid },
  row: { name: text },
  sql: "SELECT name FROM dataset WHERE id = $id AND institution_id = $institutionId FOR UPDATE",
});

const colleaguesKnown = statement({
  name: "colleagues-known",
  params: { userIds: uuids, institutionId: uuid },
  row: { known: integer },
  sql: `SELECT count(*)::int AS known FROM "user"
    WHERE id = ANY($userIds) AND institution_id = $institutionId AND role <> 'resident' AND deactivated_at IS NULL`,
});

const clearDuties = statement({
  name: "clear-duties",
  params: { id: uuid },
  row: { userId: uuid, duty: text },
  sql: `DELETE FROM dataset_duty WHERE dataset_id = $id RETURNING user_id AS "userId", duty`,
});

const insertDuties = statement({
  name: "insert-duties",
  params: { id: uuid, userIds: uuids, duties: texts },
  sql: `INSERT INTO dataset_duty (dataset_id, user_id, duty)
    SELECT $id, user_id, duty FROM unnest($userIds, $duties) AS x(user_id, duty)`,
});

const setAgreement = statement({
  name: "set-agreement",
  params: { id: uuid, agreement: textOf(agreementSchema.options) },
  sql: "UPDATE dataset SET agreement = $agreement WHERE id = $id",
});

const setBlindNoGo = statement({
  name: "set-blind-no-go",
  params: { id: uuid, blindNoGo: boolean },
  sql: "UPDATE dataset SET blind_no_go = $blindNoGo WHERE id = $id",
});

const casesBeforeChiefs = statement({
  name: "cases-before-chiefs",
  params: { id: uuid },
  row: { caseId: uuid },
  sql: `SELECT a.case_id AS "caseId" FROM authoring a JOIN "case" c ON c.id = a.case_id JOIN video vi ON vi.id = c.video_id
    WHERE a.step = 'reviewing' AND vi.dataset_id = $id ORDER BY a.case_id`,
});

/**
 * Says who annotates, checks and reviews a dataset, in place of who did. Where the chiefs who are left agree on a
 * case already, it is published.
 */
export async function setDuties(
  ctx: Context,
  dataset: string,
  input: Input<typeof dutiesSchema>,
): Promise<Result<{ readonly published: number }>> {
  const { actor, db, now } = ctx;
  const datasetId = z.uuid().safeParse(dataset);
  if (!may(actor, "oversee-authoring") || !datasetId.success) return notFound("dataset");
  const parsed = dutiesSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const wanted = dutySchema.options.flatMap((duty) =>
    [...new Set(parsed.data[duty])].map((userId) => ({ userId, duty })),
  );
  const userIds = wanted.map(({ userId }) => userId);
  const { institutionId } = actor;
  const id = datasetId.data;
  return inTransaction(db, async (tx): Promise<Result<{ readonly published: number }>> => {
    const held = await tx.find(holdDataset, { id, institutionId });
    if (!held) return notFound("dataset");
    const { known } = await tx.get(colleaguesKnown, { userIds, institutionId });
    if (known < new Set(userIds).size) return notFound("colleague");
    if (parsed.data.agreement) await tx.run(setAgreement, { id, agreement: parsed.data.agreement });
    const { blindNoGo } = parsed.data;
    if (blindNoGo !== undefined) await tx.run(setBlindNoGo, { id, blindNoGo });
    const before = await tx.all(clearDuties, { id });
    await tx.run(insertDuties, { id, userIds, duties: wanted.map(({ duty }) => duty) });
    await writeAudit(tx, { actor, now }, [{ action: "dataset.duties", subject: id, detail: parsed.data }]);
    const given = wanted.filter(
      ({ userId, duty }) =>
        userId !== actor.id && !before.some((had) => had.userId === userId && had.duty === duty),
    );
    await tell(
      tx,
      given.map(({ userId, duty }) => ({
        userId,
        message: dutyMessage(held.name, duty),
        key: `authoring.duty ${id} ${duty} ${userId} ${now.toISOString()}`,
      })),
      { kind: "authoring.duty", href: "/authoring", now },
    );
    let published = 0;
    for (const { caseId } of await tx.all(casesBeforeChiefs, { id })) {
      const loaded = await takeCase(tx, actor, caseId, now);
      if (loaded?.standing.step !== "reviewing" || !isUnanimous(loaded.standing)) continue;
      await publishAnnotation({ tx, actor, now, loaded });
      published += 1;
    }
    return succeed({ published });
  });
}
