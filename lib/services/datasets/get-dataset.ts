import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, certain, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { datasetState } from "../../domain/datasets/state";
import type { DatasetAccount, DatasetMakeup, Split } from "../../domain/datasets/views";
import type { Phase } from "../../domain/phases";
import { takenBack } from "../../sql/taken-back";
import { caseSplit, phase } from "../../sql/types";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

// Those who may not see datasets as such see what is open to practice, of a dataset that is.
const dataset = statement({
  name: "dataset-account",
  params: { datasetId: uuid, institutionId: uuid, seesAll: boolean },
  row: {
    id: uuid,
    name: text,
    version: nullable(text),
    notice: nullable(text),
    description: nullable(text),
    licence: nullable(text),
    citation: nullable(text),
    sharing: boolean,
    open: boolean,
    closed_at: nullable(timestamp),
    closed_because: nullable(text),
    videos: integer,
    cases: integer,
  },
  sql: `SELECT d.id, d.name, d.version, d.notice, d.description, d.licence, d.citation, d.sharing,
      d.publication = 'published' AS open, d.closed_at, d.closed_because,
      (SELECT count(*)::int FROM video vi WHERE vi.dataset_id = d.id) AS videos,
      (SELECT count(*)::int FROM "case" c JOIN video vi ON vi.id = c.video_id
        WHERE vi.dataset_id = d.id AND ($seesAll OR c.publication = 'published')) AS cases
    FROM dataset d
    WHERE d.id = $datasetId AND d.institution_id = $institutionId AND ($seesAll OR d.publication = 'published')`,
});

const makeup = statement({
  name: "dataset-makeup",
  params: { datasetId: uuid },
  row: { phase: certain(phase), split: caseSplit, n: integer },
  sql: `SELECT v.phase, coalesce(vi.split::text, 'none') AS split, count(*)::int AS n
    FROM video vi
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    WHERE vi.dataset_id = $datasetId AND v.phase IS NOT NULL
    GROUP BY v.phase, vi.split`,
});

/** What a dataset is and holds. Residents learn its totals alone: no figure of theirs tells phases apart. */
export async function getDataset(ctx: Context, id: string): Promise<Result<DatasetAccount>> {
  const datasetId = z.uuid().safeParse(id);
  if (!may(ctx.actor, "practise") || !datasetId.success) return notFound("dataset");
  const seesAll = may(ctx.actor, "see-datasets") || may(ctx.actor, "administer");
  const { institutionId } = ctx.actor;
  const row = await ctx.db.find(dataset, { datasetId: datasetId.data, institutionId, seesAll });
  if (!row) return notFound("dataset");
  const { open, closed_at, closed_because, ...rest } = row;
  return succeed({
    ...rest,
    state: datasetState(open, closed_at),
    closed: takenBack(closed_at, closed_because),
    description: paragraphsOf(row.description),
    makeup: seesAll ? toMakeup(await ctx.db.all(makeup, { datasetId: row.id })) : null,
  });
}

function paragraphsOf(text: string | null): string[] {
  return (text ?? "")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
}

function toMakeup(rows: readonly RowOf<typeof makeup>[]): DatasetMakeup {
  const of = (wanted: Phase) => {
    const count = (split: Split) => rows.find((row) => row.phase === wanted && row.split === split)?.n ?? 0;
    return { train: count("train"), test: count("test"), none: count("none") };
  };
  return { A: of("A"), B: of("B"), C: of("C"), D: of("D") };
}
