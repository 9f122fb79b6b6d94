import { integer, text, textOf, texts } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { CLIP_TYPES } from "@/lib/domain/clips/clip";
import { PICTURE_FORMATS } from "@/lib/resgo/picture";
import { clipName, originalName, renditionName } from "@/lib/storage/frame-names";
import { ladder } from "@/lib/storage/ladder";

/** How many rows are asked for at once. */
const PAGE = 1_000;

const framesNamed = statement({
  name: "frames-named",
  params: { after: text },
  row: { sha256: text, format: textOf(PICTURE_FORMATS), width: integer, bytes: integer },
  sql: `SELECT sha256, format, width, bytes FROM frame WHERE removed_at IS NULL AND sha256 > $after
    ORDER BY sha256 LIMIT ${PAGE}`,
});

// One file may be several clips: where one of them is removed, the file is.
const clipsNamed = statement({
  name: "clips-named",
  params: { after: text },
  row: { sha256: text, type: textOf(CLIP_TYPES), bytes: integer },
  sql: `SELECT sha256, min(type) AS type, min(bytes) AS bytes FROM clip WHERE sha256 > $after
    GROUP BY sha256 HAVING bool_and(removed_at IS NULL) ORDER BY sha256 LIMIT ${PAGE}`,
});

const stillNamed = statement({
  name: "still-named",
  params: { hashes: texts },
  row: { sha256: text },
  sql: `SELECT sha256 FROM frame WHERE removed_at IS NULL AND sha256 = ANY($hashes)
    UNION SELECT sha256 FROM clip WHERE sha256 = ANY($hashes) GROUP BY sha256 HAVING bool_and(removed_at IS NULL)`,
});

/** What the database names, as the storage calls it; what it must be, where the database tells that. */
export type NamedObject = {
  readonly name: string;
  readonly sha256: string | null;
  readonly bytes: number | null;
};

/** Every object of the storage that the database names: originals, what is served of them, and clips, but none that were removed. */
export async function namedObjects(db: Queryable): Promise<NamedObject[]> {
  const objects: NamedObject[] = [];
  for (let after = ""; ; ) {
    const frames = await db.all(framesNamed, { after });
    for (const { sha256, format, width, bytes } of frames) {
      objects.push({ name: originalName(sha256, format), sha256, bytes });
      for (const each of ladder(width)) {
        objects.push({ name: renditionName(sha256, each), sha256: null, bytes: null });
      }
    }
    if (frames.length < PAGE) break;
    after = frames.at(-1)!.sha256;
  }
  for (let after = ""; ; ) {
    const clips = await db.all(clipsNamed, { after });
    for (const { sha256, type, bytes } of clips)
      objects.push({ name: clipName(sha256, type), sha256, bytes });
    if (clips.length < PAGE) return objects;
    after = clips.at(-1)!.sha256;
  }
}

/** Of names, those that the database names still: a picture may have been removed meanwhile. */
export async function namedStill(db: Queryable, names: readonly string[]): Promise<string[]> {
  const hashOf = (name: string): string => /[0-9a-f]{64}/.exec(name)?.[0] ?? "";
  const rows = await db.all(stillNamed, { hashes: [...new Set(names.map(hashOf))] });
  const hashes = new Set(rows.map(({ sha256 }) => sha256));
  return names.filter((name) => hashes.has(hashOf(name)));
}
