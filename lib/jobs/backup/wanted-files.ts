import { integer, text } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { clipName, originalName, renditionName } from "@/lib/storage/frame-names";
import type { ClipKind } from "@/lib/storage/frame-storage";
import { ladder } from "@/lib/storage/ladder";

/** A file that the database names, as the storage calls it; what it must be, where the database tells that. */
export type WantedFile = {
  readonly name: string;
  readonly sha256: string | null;
  readonly bytes: number | null;
};

const keptFrames = statement({
  name: "backed-up-frames",
  row: { sha256: text, format: text, width: integer, bytes: integer },
  sql: "SELECT sha256, format, width, bytes FROM frame WHERE removed_at IS NULL ORDER BY sha256",
  prepared: false,
});

const keptClips = statement({
  name: "backed-up-clips",
  row: { sha256: text, type: text, bytes: integer },
  sql: "SELECT DISTINCT sha256, type, bytes FROM clip WHERE removed_at IS NULL ORDER BY sha256",
  prepared: false,
});

/** Every file that a database names: originals, what is served of them, and clips, but none of what was removed. */
export async function wantedFiles(ask: Queryable): Promise<WantedFile[]> {
  const frames = await ask.all(keptFrames);
  const clips = await ask.all(keptClips);
  return [
    ...frames.flatMap(({ sha256, format, width, bytes }) => [
      { name: originalName(sha256, format), sha256, bytes },
      ...ladder(width).map((each) => ({ name: renditionName(sha256, each), sha256: null, bytes: null })),
    ]),
    ...clips.map(({ sha256, type, bytes }) => ({ name: clipName(sha256, type as ClipKind), sha256, bytes })),
  ];
}
