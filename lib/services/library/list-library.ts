import { z } from "zod";
import { may } from "../../auth/policy";
import { libraryQuerySchema } from "../../domain/library/query";
import type { LibraryPage } from "../../domain/library/views";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { conditionsOf } from "./conditions";
import { type EntryRow, entryColumns, libraryTables } from "./library-rows";
import { loadOutcomes } from "./load-outcomes";
import { afterCursor, cursorColumn, orderBy, writeCursor } from "./order";
import { toEntries } from "./to-entries";

const PAGE = 120;

const inputSchema = z.object({
  query: libraryQuerySchema,
  /** The `next` of the page before. */
  cursor: z.string().max(2000).nullable().default(null),
});

/** The cases that the institution may use, as a query asks for them, 120 a page. The first page counts them all. */
export async function listLibrary(ctx: Context, input: unknown): Promise<Result<LibraryPage>> {
  const { actor, db } = ctx;
  if (!may(actor, "build-sets")) return notFound("page");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { query, cursor } = parsed.data;
  const outcomes = query.run && query.outcome ? await loadOutcomes(db, actor.institutionId, query.run) : null;
  const { text, values } = conditionsOf(actor, query, outcomes);
  const after = cursor === null ? null : afterCursor(query.order, cursor, values.length + 1);
  if (cursor !== null && !after) return fail("invalid", "The cursor is not one that this list gave out.");
  const page = `SELECT ${entryColumns}, ${cursorColumn(query.order)} FROM ${libraryTables}
    WHERE ${text}${after ? ` AND ${after.text}` : ""}
    ORDER BY ${orderBy(query.order)} LIMIT ${PAGE + 1}`;
  const [rows, n] = await Promise.all([
    db.pool.query<EntryRow & { at: (string | number)[] }>(page, [...values, ...(after?.values ?? [])]),
    after ? null : count(ctx, text, values),
  ]);
  const shown = rows.rows.slice(0, PAGE);
  return succeed({
    entries: await toEntries(db, actor, shown),
    n,
    next: rows.rows.length > PAGE ? writeCursor(shown.at(-1)!.at) : null,
  });
}

async function count({ db }: Context, text: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${libraryTables} WHERE ${text}`,
    [...values],
  );
  return rows[0]!.n;
}
