import type { Database } from "@/lib/db/client";
import { bigint, boolean, integer, nullable, text, textOf, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { CLIP_TYPES } from "@/lib/domain/clips/clip";
import { t } from "@/lib/language/t";
import { PICTURE_FORMATS } from "@/lib/resgo/picture";
import {
  datasetText,
  labelMeText,
  pathsOf,
  splitsText,
  termsText,
  type WrittenCase,
  workbookBytes,
} from "@/lib/resgo/write-bundle";
import { clipOfCase } from "@/lib/sql/cases";
import { boxes, noGoRegions, phase, split } from "@/lib/sql/types";
import { rationaleRow, toRationale } from "@/lib/sql/versions";
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

const exportedCases = statement({
  name: "exported-cases",
  params: { datasetId: uuid, drafts: boolean },
  row: {
    ...rationaleRow,
    video: text,
    frame: integer,
    split: nullable(split),
    phase: nullable(phase),
    boxes,
    noGo: noGoRegions,
    sha256: text,
    format: textOf(PICTURE_FORMATS),
    width: integer,
    height: integer,
    timeUs: nullable(bigint),
    clipSha256: nullable(text),
    clipType: nullable(textOf(CLIP_TYPES)),
  },
  sql: `SELECT vi.name AS video, c.frame_number AS frame, vi.split, v.phase, v.boxes, v.no_go AS "noGo", v.location, v.exposure,
      v.next_action, v.critical_risk, f.sha256, f.format, f.width, f.height,
      c.time_us AS "timeUs", k.sha256 AS "clipSha256", k.type AS "clipType"
    FROM video vi
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN frame f ON f.id = v.frame_id
    ${clipOfCase}
    WHERE vi.dataset_id = $datasetId AND f.removed_at IS NULL AND (c.publication = 'published' OR $drafts)
    ORDER BY vi.name, c.frame_number`,
});

/**
 * The files of a dataset as a ResGo bundle (docs/resgo-format.md), its small ones first, without the cases whose picture
 * was removed for good. Imported again it changes
 * nothing: the pictures are the originals to the byte, and so are clips; boxes and texts are those of the current versions.
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
  const rows = await db.all(exportedCases, { datasetId, drafts: options.drafts ?? false });
  if (rows.length === 0) throw new ExportError(t`${dataset.name} has no case to write.`);
  const cases = rows.map((row): WrittenCase => ({ ...row, rationale: toRationale(row) }));
  // Before anything is written.
  for (const written of cases) pathsOf(written);
  const file = (path: string, content: string): BundleFile => ({ path, bytes: Buffer.from(content) });
  const { name, version, licence, citation, description, notice } = dataset;
  // Written only where it forbids something.
  const sharing = dataset.sharing ? null : false;
  yield file("dataset.json", datasetText({ name, version, licence, citation, description, notice, sharing }));
  if (!dataset.sharing) yield file("TERMS.txt", termsText(dataset));
  const videos = new Map(rows.map((row) => [row.video, { name: row.video, split: row.split }]));
  const splits = splitsText([...videos.values()]);
  if (splits !== null) yield file("splits.csv", splits);
  yield { path: "annotations.xlsx", bytes: await workbookBytes(cases) };
  for (const [index, written] of cases.entries()) {
    const { picture, labelme, clip } = pathsOf(written);
    const { sha256, clipSha256, clipType } = rows[index]!;
    yield file(labelme, await labelMeText(written));
    const bytes = await storage.readOriginal(sha256, written.format);
    if (!bytes) {
      throw new ExportError(
        t`The picture of ${written.video}, frame ${written.frame}, is not in the storage.`,
      );
    }
    yield { path: picture, bytes };
    if (clip !== null) {
      const film = await storage.readClip(clipSha256!, clipType!);
      if (!film) {
        throw new ExportError(
          t`The clip of ${written.video}, frame ${written.frame}, is not in the storage.`,
        );
      }
      yield { path: clip, bytes: Buffer.concat(await film.body.toArray()) };
    }
    options.onProgress?.(index + 1, cases.length);
  }
}
