import {
  nobodyMessage,
  publishedMessage,
  sentBackMessage,
  toAnnotateMessage,
  toCheckMessage,
  toReviewMessage,
} from "@/lib/domain/authoring/messages";
import { type Duty, type Step, whoActs } from "@/lib/domain/authoring/step";
import type { Message } from "@/lib/domain/notices/message";
import { dayOf } from "@/lib/domain/time/day";
import { tell } from "../../notices/tell";
import type { Moving } from "../move-case";
import { findOverseers } from "./find-overseers";

const dutyAt = {
  annotating: "annotator",
  checking: "checker",
  reviewing: "chief",
} as const satisfies Partial<Record<Step, Duty>>;

/**
 * Tells those for whom a case waits from now on, of those who may act: once a day for a dataset and a step, since
 * cases come by the dozen. What was sent back, its annotator is told of each. Where nobody may act, those who give
 * duties are told. Whoever moved the case is told nothing.
 *
 * @param authorId who made the annotation that is checked and reviewed, or was; null where there is none
 */
export async function tellNext(moving: Moving, to: Step, authorId: string | null): Promise<void> {
  const { loaded } = moving;
  const { row, duties, standing } = loaded;
  const facts = { dataset: row.dataset, video: row.video, frame: row.frame };
  if (to === "published") {
    if (authorId) await tellOnce(moving, [authorId], "published", publishedMessage(facts));
    return;
  }
  const people = whoActs({ ...standing, step: to, authorId, agreed: [] }, duties);
  if (people.length === 0) {
    const ids = await findOverseers(moving.tx, moving.actor.institutionId);
    const href = `/authoring/datasets/${row.dataset_id}`;
    const duty = dutyAt[to];
    return tellOnce(moving, ids, `nobody-${duty}`, nobodyMessage(facts, duty), href);
  }
  switch (to) {
    case "checking":
      return tellOnce(moving, people, "check", toCheckMessage(facts));
    case "reviewing":
      return tellOnce(moving, people, "review", toReviewMessage(facts));
    case "annotating":
      if (!authorId || !people.includes(authorId)) {
        return tellOnce(moving, people, "annotate", toAnnotateMessage(facts));
      }
      await tell(
        moving.tx,
        [
          {
            userId: authorId,
            message: sentBackMessage(facts),
            key: `authoring.sent-back ${loaded.row.current_id} ${authorId}`,
          },
        ],
        { kind: "authoring.sent-back", href: `/authoring/cases/${row.id}`, now: moving.now },
      );
  }
}

/** Tells people of a case as the first of its dataset on this day, and of no other. */
async function tellOnce(
  { tx, actor, now, loaded: { row } }: Moving,
  userIds: readonly string[],
  what: string,
  message: Message,
  href = `/authoring/cases/${row.id}`,
): Promise<void> {
  const day = dayOf(now, actor.timeZone);
  await tell(
    tx,
    userIds
      .filter((userId) => userId !== actor.id)
      .map((userId) => ({
        userId,
        message,
        key: `authoring.${what} ${row.dataset_id} ${userId} ${day}`,
      })),
    { kind: `authoring.${what}`, href, now },
  );
}
