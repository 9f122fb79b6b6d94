import { uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { newFramesMessage, nobodyForFramesMessage } from "@/lib/domain/authoring/messages";
import { tell } from "../notices/tell";
import { findOverseers } from "./parts/find-overseers";

const annotatorsOfDataset = statement({
  name: "annotators-of-dataset",
  params: { datasetId: uuid },
  row: { id: uuid },
  sql: `SELECT u.id FROM dataset_duty d JOIN "user" u ON u.id = d.user_id
    WHERE d.dataset_id = $datasetId AND d.duty = 'annotator' AND u.deactivated_at IS NULL ORDER BY u.id`,
});

type NewFrames = {
  readonly importId: string;
  readonly institutionId: string;
  readonly datasetId: string;
  readonly dataset: string;
  /** New cases, at least one. */
  readonly count: number;
  /** Who sent them, and is told nothing. */
  readonly authorId: string;
  readonly now: Date;
};

/** Tells the annotators of a dataset once of what an import brought; where there is none, those who name some. */
export async function tellAnnotators(tx: Queryable, frames: NewFrames): Promise<void> {
  const { importId, institutionId, datasetId, dataset, count, authorId, now } = frames;
  const annotators = await tx.all(annotatorsOfDataset, { datasetId });
  const nobody = annotators.length === 0;
  const ids = nobody ? await findOverseers(tx, institutionId) : annotators.map(({ id }) => id);
  const message = nobody ? nobodyForFramesMessage(dataset, count) : newFramesMessage(dataset, count);
  await tell(
    tx,
    ids
      .filter((id) => id !== authorId)
      .map((userId) => ({ userId, message, key: `authoring.new ${importId} ${userId}` })),
    { kind: "authoring.new", href: nobody ? `/authoring/datasets/${datasetId}` : "/authoring", now },
  );
}
