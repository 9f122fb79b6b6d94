import { z } from "zod";
import { type Columns, float, integer, jsonOf, text, timestamp, uuid } from "@/lib/db/columns";
import type { LibraryOrder } from "@/lib/domain/library/query";
import { answersColumn } from "@/lib/sql/library";
import type { Conditions } from "./conditions";

/** What cases are ordered by: SQL expressions that are never null, the last one telling all cases apart. */
type Order = {
  readonly keys: readonly (readonly [sql: string, type: z.ZodType])[];
  readonly descending: boolean;
};

const byId = ["c.id", uuid] as const;

const orders: Readonly<Record<LibraryOrder, Order>> = {
  frame: {
    keys: [["d.name", text], ["vi.name", text], ["c.frame_number", integer], byId],
    descending: false,
  },
  // Cases that nobody has answered come last in either.
  hardest: { keys: [[`coalesce(g.difficulty, -1)`, float], byId], descending: true },
  easiest: { keys: [[`coalesce(g.difficulty, 2)`, float], byId], descending: false },
  answers: { keys: [[answersColumn, integer], byId], descending: true },
  newest: { keys: [["c.created_at", timestamp], byId], descending: true },
};

const cursorSchema = z.array(z.union([z.string(), z.number()]));
type Cursor = z.infer<typeof cursorSchema>;

/** The row's column `at`, by which a page's last row is remembered. */
export const cursorRow = { at: jsonOf(cursorSchema) };

export function cursorColumn(order: LibraryOrder): string {
  return `jsonb_build_array(${orders[order].keys.map(([key]) => key).join(", ")}) AS at`;
}

export function orderBy(order: LibraryOrder): string {
  const { keys, descending } = orders[order];
  return keys.map(([key]) => (descending ? `${key} DESC` : key)).join(", ");
}

/** What comes after a cursor; null where the cursor isn't one of this order. */
export function afterCursor(order: LibraryOrder, cursor: string): Conditions | null {
  const { keys, descending } = orders[order];
  const at = readCursor(cursor);
  if (at?.length !== keys.length) return null;
  const names = keys.map((_, index) => `after${index}`);
  return {
    sql: `(${keys.map(([key]) => key).join(", ")}) ${descending ? "<" : ">"} (${names.map((name) => `$${name}`).join(", ")})`,
    params: Object.fromEntries(keys.map(([, type], index) => [names[index]!, type])) satisfies Columns,
    values: Object.fromEntries(at.map((value, index) => [names[index]!, value])),
  };
}

export const writeCursor = (at: Cursor): string => Buffer.from(JSON.stringify(at)).toString("base64url");

function readCursor(cursor: string): Cursor | null {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    return null;
  }
}
