import { z } from "zod";
import type { LibraryOrder } from "../../domain/library/query";
import { answersColumn } from "./library-rows";

/** What cases are ordered by: SQL expressions that are never null, the last one telling all cases apart. */
type Order = {
  readonly keys: readonly string[];
  readonly types: readonly string[];
  readonly descending: boolean;
};

const orders: Readonly<Record<LibraryOrder, Order>> = {
  frame: {
    keys: ["d.name", "vi.name", "c.frame_number", "c.id"],
    types: ["text", "text", "int", "uuid"],
    descending: false,
  },
  // Cases that nobody has answered come last in either.
  hardest: { keys: ["coalesce(g.difficulty, -1)", "c.id"], types: ["float8", "uuid"], descending: true },
  easiest: { keys: ["coalesce(g.difficulty, 2)", "c.id"], types: ["float8", "uuid"], descending: false },
  answers: { keys: [answersColumn, "c.id"], types: ["int", "uuid"], descending: true },
  newest: { keys: ["c.created_at", "c.id"], types: ["timestamptz", "uuid"], descending: true },
};

const cursorSchema = z.array(z.union([z.string(), z.number()]));

/** The columns that a page's last row is remembered by. */
export function cursorColumn(order: LibraryOrder): string {
  return `jsonb_build_array(${orders[order].keys.join(", ")}) AS at`;
}

export function orderBy(order: LibraryOrder): string {
  const { keys, descending } = orders[order];
  return keys.map((key) => (descending ? `${key} DESC` : key)).join(", ");
}

/** What comes after a cursor, as SQL over parameters from `first` on; null where the cursor isn't one of this order. */
export function afterCursor(
  order: LibraryOrder,
  cursor: string,
  first: number,
): { readonly text: string; readonly values: readonly (string | number)[] } | null {
  const { keys, types, descending } = orders[order];
  const values = readCursor(cursor);
  if (values?.length !== keys.length) return null;
  const parameters = types.map((type, index) => `$${first + index}::${type}`);
  return { text: `(${keys.join(", ")}) ${descending ? "<" : ">"} (${parameters.join(", ")})`, values };
}

export function writeCursor(at: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(at)).toString("base64url");
}

function readCursor(cursor: string): readonly (string | number)[] | null {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    return null;
  }
}
