import { createHash } from "node:crypto";
import type { Database } from "../../db/client";
import { certain, integer, text, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { areaOf } from "../../domain/no-go/contact";
import type { ReferenceCase } from "../../domain/readers/score-run";
import { CASE_SPLITS } from "../../domain/readers/table-view";
import type { CaseSplit, MeasuredCases } from "../../domain/readers/views";
import { caseTables, frameVersionColumn } from "../../sql/cases";
import { boxes, caseSplit, noGoRegions, phase } from "../../sql/types";
import { remembering } from "./remember";

/** A case that readers are measured on: with the reference that holds now. */
type MeasurableCase = ReferenceCase & { readonly versionId: string; readonly frameVersion: string };

// Drafts of cases have no whole reference; cases of a draft dataset have, and models may read them already.
const measurableCases = statement({
  name: "measurable-cases",
  params: { datasetId: uuid },
  row: {
    id: uuid,
    video: text,
    frame_number: integer,
    split: caseSplit,
    version_id: uuid,
    phase: certain(phase),
    boxes,
    no_go: noGoRegions,
    width: integer,
    height: integer,
    frame_version: text,
  },
  sql: `SELECT c.id, vi.name AS video, c.frame_number, coalesce(vi.split::text, 'none') AS split, v.id AS version_id,
      v.phase, v.boxes, v.no_go, f.width, f.height, ${frameVersionColumn}
    FROM ${caseTables}
    WHERE d.id = $datasetId AND v.phase IS NOT NULL AND v.boxes <> '[]'::jsonb`,
});

/** A dataset's cases in one split, and what they are called where rows are compared. */
type MeasuredSplit = { readonly measured: MeasuredCases; readonly cases: readonly MeasurableCase[] };
export type MeasuredSplits = ReadonlyMap<CaseSplit, MeasuredSplit>;

type DatasetName = { readonly id: string; readonly name: string };

const rememberSplits = remembering<MeasuredSplits>(8);

/** The cases that readers are measured on, by split. Callers have authorized. */
export function loadSplits(db: Database, dataset: DatasetName, stamp: string): Promise<MeasuredSplits> {
  return rememberSplits(dataset.id, `${stamp} ${dataset.name}`, async () => {
    const cases = (await db.all(measurableCases, { datasetId: dataset.id })).map(toCase);
    return new Map(
      CASE_SPLITS.map((split) => {
        const own = cases.filter((each) => each.split === split);
        return [split, { measured: measuredCases(dataset, split, own), cases: own }];
      }),
    );
  });
}

function toCase(row: RowOf<typeof measurableCases>): MeasurableCase {
  return {
    id: row.id,
    video: row.video,
    frame: row.frame_number,
    split: row.split,
    versionId: row.version_id,
    phase: row.phase,
    boxes: row.boxes,
    noGo: row.no_go.length > 0 ? areaOf(row.no_go, row) : null,
    width: row.width,
    height: row.height,
    frameVersion: row.frame_version,
  };
}

function measuredCases(
  dataset: DatasetName,
  split: CaseSplit,
  cases: readonly MeasurableCase[],
): MeasuredCases {
  const versions = cases.map(({ versionId }) => versionId).sort();
  return {
    datasetId: dataset.id,
    dataset: dataset.name,
    split,
    signature: createHash("sha256").update(versions.join()).digest("hex").slice(0, 12),
    cases: cases.length,
    videos: new Set(cases.map(({ video }) => video)).size,
    of: cases.length,
  };
}
