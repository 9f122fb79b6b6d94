import type { Database } from "@/lib/db/client";
import { integer, nullable, text, uuid } from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";

const newestOfEach = statement({
  name: "newest-imports",
  params: { dataset: nullable(text), institution: nullable(text) },
  row: { id: uuid, dataset: text, institution: text, at: text, cases: integer },
  sql: `SELECT DISTINCT ON (d.id) i.id, d.name AS dataset, o.name AS institution,
      to_char(i.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
      (SELECT count(*) FROM import_change h WHERE h.import_id = i.id AND h.kind = 'case')::int AS cases
    FROM dataset_import i
    JOIN dataset d ON d.id = i.dataset_id
    JOIN institution o ON o.id = d.institution_id
    WHERE ($dataset IS NULL OR d.name = $dataset) AND ($institution IS NULL OR o.name = $institution)
    ORDER BY d.id, i.number DESC`,
});

type NewestImport = RowOf<typeof newestOfEach>;

/** The newest import of each dataset: what can be taken back. `cases` are those it made or changed. For the system alone. */
export function newestImports(
  db: Database,
  which: { readonly dataset: string | null; readonly institution: string | null },
): Promise<readonly NewestImport[]> {
  return db.all(newestOfEach, which);
}
