import { isUnreachable } from "@/lib/db/errors";
import {
  StorageAwayError,
  StorageDamagedError,
  StorageError,
  StorageFullError,
} from "@/lib/storage/frame-storage";
import { underWay } from "@/lib/under-way";
import { markOf, type OutOfReach } from "@/lib/words/out-of-reach";

/** Waits for what a page is made of; what can’t be had is told to the page that stands in for it. */
export async function reaching<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const what = whatIsWanting(error);
    if (what && error instanceof Error) Object.assign(error, { digest: markOf(what, underWay()?.id) });
    throw error;
  }
}

function whatIsWanting(error: unknown): OutOfReach | null {
  if (error instanceof StorageAwayError) return "storage";
  if (error instanceof StorageFullError) return "storage-full";
  if (error instanceof StorageDamagedError) return "storage-damaged";
  if (error instanceof StorageError) return "storage-unusable";
  return isUnreachable(error) ? "database" : null;
}
