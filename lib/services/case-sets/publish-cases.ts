import { randomUUID } from "node:crypto";
import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";
import { boolean, integer, text, uuid, uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { caseTables } from "../../sql/cases";
import { usable } from "../../sql/library";
import { fail, notFound, type Result, succeed } from "../result";
import type { ActingUser } from "./change-sets";
import { changeStatusIn } from "./change-status";
import { insertSet } from "./create-case-set";
import { freeSetName } from "./parts/free-set-name";

/** So many are named of those that can't be given. */
const MOST_NAMED = 3;

const casesToPublish = statement({
  name: "cases-to-publish",
  params: { institutionId: uuid, caseIds: uuids },
  row: { video: text, frame: integer, isOpen: boolean },
  sql: `SELECT vi.name AS video, c.frame_number AS frame, coalesce(${usable}, false) AS "isOpen"
    FROM ${caseTables} WHERE c.id = ANY($caseIds) AND d.institution_id = $institutionId
    ORDER BY vi.name, c.frame_number`,
});

/**
 * Makes a published set of cases of the library, in their order, under the name that is asked for or with a number
 * after it. Within a transaction, which a failure must take back; callers have authorized.
 *
 * @returns the set's id
 */
export async function publishCases(
  ctx: ActingUser,
  tx: Queryable,
  { name, caseIds }: { readonly name: string; readonly caseIds: readonly string[] },
): Promise<Result<string>> {
  const { institutionId } = ctx.actor;
  const cases = await tx.all(casesToPublish, { institutionId, caseIds });
  if (cases.length < caseIds.length) return notFound("case in the library");
  const closed = cases.filter(({ isOpen }) => !isOpen);
  if (closed.length > 0) return fail("conflict", `caseIds: ${closedWords(closed)}`);
  const id = randomUUID();
  const fields = {
    name: await freeSetName(tx, institutionId, name),
    description: "",
    purpose: "practice" as const,
    shared: true,
    caseIds: [...caseIds],
    apartFrom: null,
  };
  const made = await insertSet(ctx, tx, { id, fields, rule: null, familyId: null });
  if (!made.ok) return made;
  const published = await changeStatusIn(ctx, tx, id, "publish");
  return published.ok ? succeed(id) : published;
}

function closedWords(closed: readonly { readonly video: string; readonly frame: number }[]): string {
  const names = closed.slice(0, MOST_NAMED).map(({ video, frame }) => t`${video}, frame ${frame}`);
  const named = inList(names, "and");
  const n = closed.length;
  return n > MOST_NAMED
    ? t`${plural(n, "# case is no longer open to practice", "# cases are no longer open to practice")}, among them ${named}. Choose without them.`
    : t`${plural(n, "one case is no longer open to practice", "# cases are no longer open to practice")}: ${named}. Choose without.`;
}
