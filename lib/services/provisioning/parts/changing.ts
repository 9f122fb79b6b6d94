import { uniqueViolation } from "../../../db/errors";
import type { Queryable } from "../../../db/queryable";
import { inTransaction } from "../../../db/transaction";
import { t } from "../../../language/t";
import { ScimProblem } from "../../../protocols/scim/problem";
import { lockPeople } from "../../people/lock-person";
import type { Directory } from "./directory";

/** What may be taken by somebody of another institution, or by another connection, at the same moment. */
const NAMES = new Set([
  "user_email_key",
  "provisioned_person_user_name_key",
  "provisioned_group_name_key",
  "cohort_institution_id_name_key",
]);

/**
 * Runs a change of people or groups in one transaction: one at a time in an institution.
 *
 * @throws ScimProblem where a name is taken
 */
export async function changing<T>(
  { db, connection }: Directory,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  try {
    return await inTransaction(db, async (tx) => {
      await lockPeople(tx, connection.institutionId);
      return work(tx);
    });
  } catch (error) {
    if (!NAMES.has(uniqueViolation(error) ?? "")) throw error;
    throw new ScimProblem(409, "uniqueness", t`That name or address is taken already.`);
  }
}
