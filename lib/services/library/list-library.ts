import { z } from "zod";
import { integer } from "@/lib/db/columns";
import { composed } from "@/lib/db/statement";
import type { LibraryOrder } from "@/lib/domain/library/query";
import { t } from "@/lib/language/t";
import { entryColumns, entryRow, libraryTables } from "@/lib/sql/library";
import { may } from "../../auth/policy";
import { libraryQuerySchema } from "../../domain/library/query";
import type { LibraryPage } from "../../domain/library/views";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { loadOutcomes } from "./load-outcomes";
import { type Conditions, conditionsOf } from "./parts/conditions";
import { afterCursor, cursorColumn, cursorRow, orderBy, writeCursor } from "./parts/order";
import { toEntries } from "./to-entries";

const PAGE = 120;

const inputSchema = z.object({
  query: libraryQuerySchema,
  /** The `next` of the page before. */
  cursor: z.string().max(2000).nullable().default(null),
});

/** The cases that meet conditions, in an order: one more than a page, which says that there is another. */
export const libraryPage = (order: LibraryOrder, ...where: readonly Conditions[]) =>
  composed({
    name: "library-page",
    params: Object.assign({}, ...where.map(({ params }) => params)) as Conditions["params"],
    row: { ...entryRow, ...cursorRow },
    sql: `SELECT ${entryColumns}, ${cursorColumn(order)} FROM ${libraryTables}
      WHERE ${where.map(({ sql }) => sql).join(" AND ")} ORDER BY ${orderBy(order)} LIMIT ${PAGE + 1}`,
  });

export const libraryCount = ({ sql, params }: Conditions) =>
  composed({
    name: "library-count",
    params,
    row: { n: integer },
    sql: `SELECT count(*)::int AS n FROM ${libraryTables} WHERE ${sql}`,
  });

/** The cases that the institution may use, as a query asks for them, 120 a page. The first page counts them all. */
export async function listLibrary(
  ctx: Context,
  input: Input<typeof inputSchema>,
): Promise<Result<LibraryPage>> {
  const { actor, db } = ctx;
  if (!may(actor, "build-sets")) return notFound("page");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { query, cursor } = parsed.data;
  const outcomes = query.run && query.outcome ? await loadOutcomes(db, actor.institutionId, query.run) : null;
  const where = conditionsOf(actor, query, outcomes);
  const after = cursor === null ? null : afterCursor(query.order, cursor);
  if (cursor !== null && !after) return fail("invalid", t`The cursor is not one that this list gave out.`);
  const [rows, counted] = await Promise.all([
    db.all(libraryPage(query.order, where, ...(after ? [after] : [])), { ...where.values, ...after?.values }),
    after ? null : db.get(libraryCount(where), where.values),
  ]);
  const shown = rows.slice(0, PAGE);
  return succeed({
    entries: await toEntries(db, actor, shown),
    n: counted?.n ?? null,
    next: rows.length > PAGE ? writeCursor(shown.at(-1)!.at) : null,
  });
}
