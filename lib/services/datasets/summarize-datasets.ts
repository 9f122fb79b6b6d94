import type { Database } from "../../db/client";
import { integer, nullable, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { datasetState } from "../../domain/datasets/state";
import type { DatasetSummary, ModelRunSummary } from "../../domain/homes/views";
import type { Phase } from "../../domain/phases";
import { caseSplit, phase } from "../../sql/types";

const caseCounts = statement({
  name: "dataset-case-counts",
  params: { institutionId: uuid },
  row: { dataset_id: uuid, phase: nullable(phase), split: caseSplit, n: integer },
  sql: `SELECT d.id AS dataset_id, v.phase, coalesce(vi.split::text, 'none') AS split, count(*)::int AS n
    FROM dataset d
    JOIN video vi ON vi.dataset_id = d.id
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    WHERE d.institution_id = $institutionId
    GROUP BY d.id, v.phase, vi.split`,
});

type CountRow = RowOf<typeof caseCounts>;

/** An institution's datasets, by name, with what each holds. Callers have authorized. */
export async function summarizeDatasets(db: Database, institutionId: string): Promise<DatasetSummary[]> {
  const [datasets, counts] = await Promise.all([
    db.prisma.dataset.findMany({
      where: { institutionId },
      orderBy: { name: "asc" },
      include: {
        _count: { select: { videos: true } },
        modelRuns: {
          orderBy: { createdAt: "asc" },
          include: { model: true, _count: { select: { predictions: true } } },
        },
      },
    }),
    db.all(caseCounts, { institutionId }),
  ]);
  return datasets.map((dataset) => {
    const own = counts.filter((row) => row.dataset_id === dataset.id);
    const byPhase = (wanted: Phase) => sum(own.filter((row) => row.phase === wanted));
    const bySplit = (split: CountRow["split"]) => sum(own.filter((row) => row.split === split));
    return {
      id: dataset.id,
      name: dataset.name,
      version: dataset.version,
      licence: dataset.licence,
      notice: dataset.notice,
      state: datasetState(dataset.publication === "published", dataset.closedAt),
      videos: dataset._count.videos,
      casesByPhase: { A: byPhase("A"), B: byPhase("B"), C: byPhase("C"), D: byPhase("D") },
      casesBySplit: { train: bySplit("train"), test: bySplit("test"), none: bySplit("none") },
      modelRuns: dataset.modelRuns.map(
        (run): ModelRunSummary => ({
          id: run.id,
          model: run.model.name,
          run: run.name,
          predictions: run._count.predictions,
        }),
      ),
    };
  });
}

const sum = (rows: readonly CountRow[]): number => rows.reduce((total, row) => total + row.n, 0);
