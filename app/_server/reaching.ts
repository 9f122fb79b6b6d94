import { isUnreachable } from "@/lib/db/errors";
import { OUT_OF_REACH } from "@/lib/words/out-of-reach";

/** Waits for what a page asks of the database; a database that is away is told to the page that stands in for it. */
export async function reaching<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && isUnreachable(error)) Object.assign(error, { digest: OUT_OF_REACH });
    throw error;
  }
}
