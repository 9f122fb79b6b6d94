import type { Database } from "../../db/client";
import type { DatasetSummary, ModelRunSummary } from "../../domain/homes/views";
import type { Phase } from "../../domain/phases";

const caseCounts = {
  name: "dataset-case-counts",
  text: `SELECT d.id AS dataset_id, v.phase, coalesce(vi.split::text, 'none') AS split, count(*)::int AS n
    FROM dataset d
    JOIN video vi ON vi.dataset_id = d.id
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    WHERE d.institution_id = $1
    GROUP BY d.id, v.phase, vi.split`,
};

type CountRow = { dataset_id: string; phase: Phase | null; split: "train" | "test" | "none"; n: number };

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
    db.query<CountRow>(caseCounts, [institutionId]),
  ]);
  return datasets.map((dataset) => {
    const own = counts.filter((row) => row.dataset_id === dataset.id);
    const byPhase = (phase: Phase) => sum(own.filter((row) => row.phase === phase));
    const bySplit = (split: CountRow["split"]) => sum(own.filter((row) => row.split === split));
    return {
      id: dataset.id,
      name: dataset.name,
      version: dataset.version,
      licence: dataset.licence,
      notice: dataset.notice,
      published: dataset.publication === "published",
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
