import { z } from "zod";
import type { ObjectStore } from "@/lib/storage/object-store";
import { BackupError, DamagedError, OtherKeyError } from "./backup-error";
import type { Content } from "./contents";
import { getKept } from "./get-kept";
import type { Seal } from "./seal";

/** Raised when what is written can't be read by the version before. */
const FORMAT = 1;

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const content = z.object({ name: hex64, bytes: count });
const long = z.object({ lines: count, bytes: count, parts: z.array(content).readonly() });
const id = z.string().regex(/^\d{4}-\d\d-\d\dt\d\d-\d\d-\d\d-\d{3}-[0-9a-f]{6}$/);

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  id,
  /** When the database was as it is here, and when all of it was written. */
  at: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  calot: z.string(),
  database: z.object({ name: z.string(), cluster: z.string().nullable() }),
  migrations: z.array(z.string().regex(/^\w+$/)).readonly(),
  /** Which key closes it; null: none. */
  key: z.string().nullable(),
  tables: z
    .array(z.object({ name: z.string(), columns: z.array(z.string()).readonly(), rows: long }))
    .readonly(),
  sequences: z
    .array(
      z.object({
        name: z.string(),
        last: z
          .string()
          .regex(/^-?\d+$/)
          .nullable(),
      }),
    )
    .readonly(),
  files: z.object({
    count,
    bytes: count,
    /** Files that the database names and the storage had not, or damaged. */
    missing: count,
    list: long,
  }),
});

/** What a backup is: written last, so that one that has none was not finished. */
export type Manifest = Readonly<z.output<typeof manifestSchema>>;

const FOLDER = "backups";
const placeOf = (backup: string): string => `${FOLDER}/${backup}.json`;

/** The id of a backup that is begun now: ids are in the order of time. */
export const idAt = (now: Date, random: string): string =>
  `${now.toISOString().slice(0, 23).replaceAll(/[:.]/g, "-").replace("T", "t")}-${random}`;

export const isBackupId = (text: string): boolean => id.safeParse(text).success;

/** Every content that a manifest itself names: all but the files that its list names. */
export const namedBy = ({ tables, files }: Manifest): Content[] => [
  ...tables.flatMap(({ rows }) => rows.parts),
  ...files.list.parts,
];

/** Whether both are of one database; of a login that may not ask which Postgres it is, nobody knows. */
export const isOfSame = (a: Pick<Manifest, "database">, b: Pick<Manifest, "database">): boolean =>
  a.database.name === b.database.name &&
  a.database.cluster !== null &&
  a.database.cluster === b.database.cluster;

export async function putManifest(store: ObjectStore, seal: Seal, manifest: Manifest): Promise<void> {
  const body = JSON.stringify(manifest, null, 1).slice(0, -2);
  await store.put(placeOf(manifest.id), Buffer.from(`${body},\n "signature": "${seal.sign(body)}"\n}\n`));
}

export const removeManifest = (store: ObjectStore, backup: string): Promise<void> =>
  store.remove(placeOf(backup));

/** The ids of the backups that are there, oldest first. */
export async function backupIds(store: ObjectStore): Promise<string[]> {
  const ids: string[] = [];
  for await (const { name } of store.list(`${FOLDER}/`)) {
    const found = /^backups\/([^/]+)\.json$/.exec(name)?.[1];
    if (found !== undefined && isBackupId(found)) ids.push(found);
  }
  return ids.sort();
}

const beginning = z.object({ format: z.int(), key: z.string().nullable() });

/**
 * @throws OtherKeyError where it was made with another key
 * @throws BackupError where it was made by a version that writes otherwise
 * @throws DamagedError where it is not as it was written
 */
export async function readManifest(store: ObjectStore, seal: Seal, backup: string): Promise<Manifest> {
  const kept = await getKept(store, placeOf(backup));
  if (!kept) throw new BackupError(`There is no backup ${backup} in ${store.place}.`);
  const text = kept.toString("utf8");
  const signed = /^(?<body>.*),\n "signature": "(?<signature>[0-9a-f]{64})"\n\}\n$/s.exec(text)?.groups;
  if (!signed) throw new DamagedError(`The manifest of the backup ${backup} is damaged: it has no end.`);
  const body = parse(`${signed.body!}\n}`);
  const begun = beginning.safeParse(body);
  if (!begun.success) throw new DamagedError(`The manifest of the backup ${backup} is damaged.`);
  if (begun.data.format > FORMAT) {
    throw new BackupError(
      `The backup ${backup} was made by a newer version of Calot: use that one, or a later one.`,
    );
  }
  if (begun.data.key !== seal.key) throw new OtherKeyError(otherKey(backup, begun.data.key, seal.key));
  if (seal.sign(signed.body!) !== signed.signature) {
    throw new DamagedError(`The manifest of the backup ${backup} was changed after it was written.`);
  }
  const manifest = manifestSchema.safeParse(body);
  if (!manifest.success || manifest.data.id !== backup) {
    throw new DamagedError(`The manifest of the backup ${backup} is not one of that backup.`);
  }
  return manifest.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function otherKey(backup: string, key: string | null, given: string | null): string {
  if (key === null) {
    return `The backup ${backup} was made without a key, and BACKUP_KEY is set: leave it out to read this one.`;
  }
  return given === null
    ? `The backup ${backup} is encrypted: set BACKUP_KEY to the key it was made with.`
    : `The backup ${backup} was made with another key than BACKUP_KEY.`;
}
