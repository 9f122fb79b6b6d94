import { tmpdir } from "node:os";
import path from "node:path";
import { env } from "../env";
import { cachedFrames } from "./cached-frames";
import { folderStore } from "./folder-store";
import { sweptCache } from "./frame-cache";
import type { FrameStorage } from "./frame-storage";
import { framesIn } from "./frames-in";
import type { ObjectStore } from "./object-store";
import { isS3, readS3Place } from "./s3-place";
import { pieceSpool } from "./s3-spool";
import { s3Store } from "./s3-store";
import { folderSpool, type UploadSpool } from "./upload-spool";

// A process has one of each: they hold connections, and know what is there.
const stores = new Map<string, ObjectStore>();

/**
 * A place by its name: an object storage (`s3://…`), or else a folder.
 *
 * @throws StorageError where that can't be one, or its keys are not set
 */
export function storeAt(place: string): ObjectStore {
  const name = isS3(place) ? place : path.resolve(/* turbopackIgnore: true */ place);
  const store = stores.get(name) ?? (isS3(name) ? s3Store(readS3Place(name)) : folderStore(name));
  stores.set(name, store);
  return store;
}

/** The name of the place where this deployment keeps its frames. */
export const ownPlace = (): string => env().STORAGE_URL ?? env().storageDir;

/** The place where this deployment keeps what it stores. */
export const openStore = (): ObjectStore => storeAt(ownPlace());

/** Where this deployment keeps its frames. Nothing else knows what kind of place that is. */
export function openFrames(): FrameStorage {
  const store = openStore();
  const known = frames.get(store) ?? cachedWhereFar(framesIn(store));
  frames.set(store, known);
  return known;
}

const frames = new WeakMap<ObjectStore, FrameStorage>();

/** What is in a folder is as near as a cache would be. */
function cachedWhereFar(storage: FrameStorage): FrameStorage {
  const { STORAGE_URL, STORAGE_CACHE_DIR, STORAGE_CACHE_MB } = env();
  if (STORAGE_URL === undefined || STORAGE_CACHE_MB === 0) return storage;
  // A folder of its own below the one that is named, which may hold something else.
  const folder = path.join(/* turbopackIgnore: true */ STORAGE_CACHE_DIR ?? tmpdir(), "calot-frames");
  return cachedFrames(storage, sweptCache(folder, STORAGE_CACHE_MB * 1_000_000));
}

const spools = new WeakMap<ObjectStore, UploadSpool>();

/** Where this deployment keeps uploads until they are read. */
export function openUploads(): UploadSpool {
  const { STORAGE_URL, storageDir } = env();
  if (STORAGE_URL === undefined) return folderSpool(storageDir);
  const store = storeAt(STORAGE_URL);
  const spool = spools.get(store) ?? pieceSpool(store);
  spools.set(store, spool);
  return spool;
}
