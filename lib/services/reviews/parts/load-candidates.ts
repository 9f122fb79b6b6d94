import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { certain, jsonOf, nullable, timestamp, uuid, uuids } from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";
import { PHASES, type Phase } from "@/lib/domain/phases";
import { RATIONALE_PARTS, type Rationale, rationaleSchema } from "@/lib/domain/rationale";
import { deidentifyRationale } from "@/lib/domain/reviews/deidentify";
import type { ReviewScope, Source } from "@/lib/domain/reviews/new-review";
import type { ReviewCandidates } from "@/lib/domain/reviews/views";
import { caseTables } from "@/lib/sql/cases";
import { phase, split } from "@/lib/sql/types";
import { rationaleRow, toRationale } from "@/lib/sql/versions";
import { withheld } from "@/lib/sql/visibility";
import { notFound, type Result, succeed } from "../../result";

/** A case that every source of a review has a whole rationale of. */
export type Candidate = {
  readonly versionId: string;
  readonly phase: Phase;
  /** As reviewers are to read them, in the order of the sources. */
  readonly texts: readonly Rationale[];
};

export type NamedSource = {
  readonly source: Source;
  readonly model: string | null;
  readonly run: string | null;
};

type Candidates = {
  readonly sources: readonly NamedSource[];
  readonly cases: readonly Candidate[];
  readonly counts: ReviewCandidates;
};

// By video and frame, so that a seed chooses the same cases again. What an exam holds back from a reviewer is left
// out: its texts would tell the answer.
const scopedCases = statement({
  name: "review-candidates",
  params: {
    datasetId: uuid,
    institutionId: uuid,
    split: nullable(split),
    runIds: uuids,
    reviewers: uuids,
    now: timestamp,
  },
  row: {
    version_id: uuid,
    phase: certain(phase),
    ...rationaleRow,
    /** By the run; null where none of the runs has read the case. */
    rationales: nullable(jsonOf(z.record(z.string(), z.unknown()))),
  },
  sql: `SELECT v.id AS version_id, v.phase, v.location, v.exposure, v.next_action, v.critical_risk, (
      SELECT jsonb_object_agg(p.run_id, p.rationale) FROM prediction p
      WHERE p.case_id = c.id AND p.run_id = ANY($runIds)
    ) AS rationales
    FROM ${caseTables}
    WHERE d.id = $datasetId AND d.institution_id = $institutionId AND ($split IS NULL OR vi.split = $split)
      AND c.publication = 'published' AND v.phase IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM unnest($reviewers) AS u (id) WHERE ${withheld("c.id", "u.id", "$now")})
    ORDER BY vi.name, c.frame_number`,
});

/**
 * The cases of a scope that a review can be made of, with their texts. Callers have authorized.
 *
 * @param reviewers cases held back from one of them are left out
 */
export async function loadCandidates(
  db: Database,
  institutionId: string,
  scope: ReviewScope,
  reviewers: readonly string[],
  now: Date,
): Promise<Result<Candidates>> {
  const dataset = await db.prisma.dataset.findFirst({
    where: { id: scope.datasetId, institutionId },
    select: { modelRuns: { select: { id: true, name: true, model: { select: { name: true } } } } },
  });
  if (!dataset) return notFound("dataset");
  const runs = new Map(dataset.modelRuns.map((run) => [run.id, run]));
  const sources = scope.sources.map((source): NamedSource | null => {
    if (source === "reference") return { source, model: null, run: null };
    const run = runs.get(source);
    return run ? { source, model: run.model.name, run: run.name } : null;
  });
  if (!sources.every((source) => source !== null)) return notFound("model run of this dataset");
  const rows = await db.all(scopedCases, {
    datasetId: scope.datasetId,
    institutionId,
    split: scope.split,
    runIds: scope.sources.filter((source) => source !== "reference"),
    reviewers,
    now,
  });
  const names = sources.flatMap(({ model, run }) => [model, run]).filter((name) => name !== null);
  const left = { incomplete: 0, same: 0 };
  const cases = rows.flatMap((row): Candidate[] => {
    const texts = scope.sources.map((source) => textOf(row, source, names));
    if (!texts.every((text) => text !== null)) left.incomplete++;
    else if (new Set(texts.map(wording)).size < texts.length) left.same++;
    else return [{ versionId: row.version_id, phase: row.phase, texts }];
    return [];
  });
  const byPhase = Object.fromEntries(
    PHASES.map((each) => [each, cases.filter((found) => found.phase === each).length]),
  ) as Record<Phase, number>;
  return succeed({ sources, cases, counts: { n: cases.length, byPhase, ...left } });
}

/** A source's rationale as reviewers read it; null where it has none that is whole. */
function textOf(row: RowOf<typeof scopedCases>, source: Source, names: readonly string[]): Rationale | null {
  if (source !== "reference") {
    const parsed = rationaleSchema.safeParse(row.rationales?.[source]);
    return parsed.success ? deidentifyRationale(parsed.data, names) : null;
  }
  return deidentifyRationale(toRationale(row), names);
}

const wording = (text: Rationale): string => RATIONALE_PARTS.map((part) => text[part]).join("\n");
