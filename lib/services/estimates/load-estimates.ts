import type { User } from "../../auth/actor";
import type { Queryable } from "../../db/queryable";
import {
  type LibraryEstimate,
  newLibrary,
  newReader,
  type ReaderEstimate,
} from "../../domain/practice/estimates";
import { readEstimates } from "./parts/stored-estimates";

/** What is estimated of a reader, and of the cases of their institution on the whole. The caller has authorized. */
export async function loadEstimates(
  db: Queryable,
  { id, institutionId }: Pick<User, "id" | "institutionId">,
): Promise<{ readonly reader: ReaderEstimate; readonly library: LibraryEstimate }> {
  const kept = await readEstimates(db, { readers: [id], cases: [], institutions: [institutionId] });
  return {
    reader: kept.readers.get(id) ?? newReader(),
    library: kept.libraries.get(institutionId) ?? newLibrary(),
  };
}
