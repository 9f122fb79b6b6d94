import { isUnreachable } from "@/lib/db/errors";
import { StorageAwayError } from "@/lib/storage/frame-storage";
import { underWay } from "@/lib/under-way";
import { markOf, type OutOfReach } from "@/lib/words/out-of-reach";

/** Waits for what a page is made of; what is away is told to the page that stands in for it. */
export async function reaching<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const what = whatIsAway(error);
    if (what && error instanceof Error) Object.assign(error, { digest: markOf(what, underWay()?.id) });
    throw error;
  }
}

function whatIsAway(error: unknown): OutOfReach | null {
  if (error instanceof StorageAwayError) return "storage";
  return isUnreachable(error) ? "database" : null;
}
