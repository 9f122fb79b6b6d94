import type { Database } from "@/lib/db/client";
import type { Box } from "@/lib/domain/geometry";
import type { Phase } from "@/lib/domain/phases";
import type { PictureFormat } from "@/lib/resgo/picture";
import type { Split } from "@/lib/resgo/splits";
import {
  datasetText,
  labelMeText,
  pathsOf,
  splitsText,
  type WrittenCase,
  workbookBytes,
} from "@/lib/resgo/write-bundle";
import type { FrameStorage } from "@/lib/storage/frame-storage";

/** The dataset can't be written: one sentence for people. */
export class ExportError extends Error {}

/** A file of a bundle, by its path in it. */
export type BundleFile = { readonly path: string; readonly bytes: Uint8Array };

export type ExportOptions = {
  /** Cases that aren't published too: incomplete ones, which an import refuses, among them. */
  readonly drafts?: boolean | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

type Row = {
  readonly video: string;
  readonly frame: number;
  readonly split: Split | null;
  readonly phase: Phase | null;
  readonly boxes: Box[];
  readonly location: string;
  readonly exposure: string;
  readonly nextAction: string;
  readonly criticalRisk: string;
  readonly sha256: string;
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
};

const exportedCases = {
  name: "exported-cases",
  text: `SELECT vi.name AS video, c.frame_number AS frame, vi.split, v.phase, v.boxes, v.location, v.exposure,
      v.next_action AS "nextAction", v.critical_risk AS "criticalRisk", f.sha256, f.format, f.width, f.height
    FROM video vi
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN frame f ON f.id = v.frame_id
    WHERE vi.dataset_id = $1 AND (c.publication = 'published' OR $2)
    ORDER BY vi.name, c.frame_number`,
};

/**
 * The files of a dataset as a ResGo bundle (docs/resgo-format.md), its small ones first. Imported again it changes
 * nothing: the pictures are the originals to the byte, boxes and texts are those of the current versions.
 *
 * @throws ExportError when there is nothing to write, or a picture is not in the storage
 * @throws BundleError when a video's name can't be a folder's
 */
export async function* exportDataset(
  db: Database,
  storage: FrameStorage,
  datasetId: string,
  options: ExportOptions = {},
): AsyncGenerator<BundleFile> {
  const dataset = await db.prisma.dataset.findUniqueOrThrow({ where: { id: datasetId } });
  const rows = await db.query<Row>(exportedCases, [datasetId, options.drafts ?? false]);
  if (rows.length === 0) throw new ExportError(`${dataset.name} has no case to write.`);
  const cases = rows.map(toWritten);
  // Before anything is written.
  for (const written of cases) pathsOf(written);
  const text = (path: string, content: string): BundleFile => ({ path, bytes: Buffer.from(content) });
  const { name, version, licence, citation, description, notice } = dataset;
  yield text("dataset.json", datasetText({ name, version, licence, citation, description, notice }));
  const videos = new Map(rows.map(({ video, split }) => [video, { name: video, split }]));
  const splits = splitsText([...videos.values()]);
  if (splits !== null) yield text("splits.csv", splits);
  yield { path: "annotations.xlsx", bytes: await workbookBytes(cases) };
  for (const [index, written] of cases.entries()) {
    const { picture, labelme } = pathsOf(written);
    const { sha256 } = rows[index]!;
    yield text(labelme, labelMeText(written));
    const bytes = await storage.readOriginal(sha256, written.format);
    if (!bytes) {
      throw new ExportError(
        `The picture of ${written.video}, frame ${written.frame}, is not in the storage.`,
      );
    }
    yield { path: picture, bytes };
    options.onProgress?.(index + 1, cases.length);
  }
}

function toWritten({ location, exposure, nextAction, criticalRisk, ...row }: Row): WrittenCase {
  return { ...row, rationale: { location, exposure, nextAction, criticalRisk } };
}
