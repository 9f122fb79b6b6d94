import type pg from "pg";
import type { User } from "../../auth/actor";
import { caseTables } from "../../sql/cases";
import { inLibrary } from "../library/library-rows";
import { notFound, type Result, succeed } from "../result";

/** Gives a set these cases in this order. Those that it had may stay when they are no longer open to practise. */
export async function writeItems(
  client: pg.ClientBase,
  actor: User,
  setId: string,
  caseIds: readonly string[],
): Promise<Result<null>> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${caseTables}
     WHERE c.id = ANY($2::uuid[]) AND ((${inLibrary}) OR EXISTS (
       SELECT 1 FROM case_set_item i WHERE i.case_set_id = $3 AND i.case_id = c.id
     ))`,
    [actor.institutionId, caseIds, setId],
  );
  if (rows[0]!.n < caseIds.length) return notFound("case in the library");
  await client.query("DELETE FROM case_set_item WHERE case_set_id = $1", [setId]);
  await client.query(
    `INSERT INTO case_set_item (case_set_id, case_id, position)
     SELECT $1, t.case_id, t.position FROM unnest($2::uuid[]) WITH ORDINALITY AS t(case_id, position)`,
    [setId, caseIds],
  );
  return succeed(null);
}
