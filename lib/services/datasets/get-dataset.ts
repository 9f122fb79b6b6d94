import { z } from "zod";
import { may } from "../../auth/policy";
import type { DatasetAccount, DatasetMakeup, Split } from "../../domain/datasets/views";
import type { Phase } from "../../domain/phases";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

// Those who may not see datasets as such see what is open to practice, of a dataset that is.
const dataset = {
  name: "dataset-account",
  text: `SELECT d.id, d.name, d.version, d.notice, d.description, d.licence, d.citation,
      d.publication = 'published' AS published,
      (SELECT count(*)::int FROM video vi WHERE vi.dataset_id = d.id) AS videos,
      (SELECT count(*)::int FROM "case" c JOIN video vi ON vi.id = c.video_id
        WHERE vi.dataset_id = d.id AND ($3 OR c.publication = 'published')) AS cases
    FROM dataset d
    WHERE d.id = $1 AND d.institution_id = $2 AND ($3 OR d.publication = 'published')`,
};

const makeup = {
  name: "dataset-makeup",
  text: `SELECT v.phase, coalesce(vi.split::text, 'none') AS split, count(*)::int AS n
    FROM video vi
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    WHERE vi.dataset_id = $1 AND v.phase IS NOT NULL
    GROUP BY v.phase, vi.split`,
};

type DatasetRow = Omit<DatasetAccount, "description" | "makeup"> & { readonly description: string | null };
type MakeupRow = { readonly phase: Phase; readonly split: Split; readonly n: number };

/** What a dataset is and holds. Residents learn its totals alone: no figure of theirs tells phases apart. */
export async function getDataset(ctx: Context, id: string): Promise<Result<DatasetAccount>> {
  const datasetId = z.uuid().safeParse(id);
  if (!may(ctx.actor, "practise") || !datasetId.success) return notFound("dataset");
  const seesAll = may(ctx.actor, "see-datasets") || may(ctx.actor, "administer");
  const [row] = await ctx.db.query<DatasetRow>(dataset, [datasetId.data, ctx.actor.institutionId, seesAll]);
  if (!row) return notFound("dataset");
  return succeed({
    ...row,
    description: paragraphsOf(row.description),
    makeup: seesAll ? toMakeup(await ctx.db.query<MakeupRow>(makeup, [row.id])) : null,
  });
}

function paragraphsOf(text: string | null): string[] {
  return (text ?? "")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
}

function toMakeup(rows: readonly MakeupRow[]): DatasetMakeup {
  const of = (phase: Phase) => {
    const count = (split: Split) => rows.find((row) => row.phase === phase && row.split === split)?.n ?? 0;
    return { train: count("train"), test: count("test"), none: count("none") };
  };
  return { A: of("A"), B: of("B"), C: of("C"), D: of("D") };
}
