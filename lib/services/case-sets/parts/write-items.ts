import type { User } from "@/lib/auth/actor";
import { integer, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { caseTables } from "@/lib/sql/cases";
import { usable } from "@/lib/sql/library";
import { notFound, type Result, succeed } from "../../result";

const usableCases = statement({
  name: "set-usable-cases",
  params: { institutionId: uuid, setId: uuid, caseIds: uuids },
  row: { n: integer },
  sql: `SELECT count(*)::int AS n FROM ${caseTables}
    WHERE c.id = ANY($caseIds) AND ((${usable}) OR EXISTS (
      SELECT 1 FROM case_set_item i WHERE i.case_set_id = $setId AND i.case_id = c.id
    ))`,
});

const emptySet = statement({
  name: "empty-set",
  params: { setId: uuid },
  sql: "DELETE FROM case_set_item WHERE case_set_id = $setId",
});

const fillSet = statement({
  name: "fill-set",
  params: { setId: uuid, caseIds: uuids },
  sql: `INSERT INTO case_set_item (case_set_id, case_id, position)
    SELECT $setId, t.case_id, t.position FROM unnest($caseIds) WITH ORDINALITY AS t(case_id, position)`,
});

/** Gives a set these cases in this order. Those that it had may stay when they are no longer open to practice. */
export async function writeItems(
  tx: Queryable,
  actor: User,
  setId: string,
  caseIds: readonly string[],
): Promise<Result<null>> {
  const { n } = await tx.get(usableCases, { institutionId: actor.institutionId, setId, caseIds });
  if (n < caseIds.length) return notFound("case in the library");
  await tx.run(emptySet, { setId });
  await tx.run(fillSet, { setId, caseIds });
  return succeed(null);
}
