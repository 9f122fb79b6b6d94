import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { bigint, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { LONGEST_CLIP_US } from "../../domain/clips/clip";
import type { Input, View } from "../../domain/view";
import { purgeSchema } from "../../domain/withdrawals/input";
import type { purgedSchema } from "../../domain/withdrawals/views";
import type { FrameStorage } from "../../storage/frame-storage";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markPastChanged } from "../estimates/mark-past-changed";
import { markDue } from "../kept-figures/mark-due";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { eraseRemoved } from "./erase-removed";
import { loadWithdrawal } from "./parts/load-withdrawal";
import { takeOutOfRunning } from "./parts/running";

// Held: of two at once the second finds what the first did, and an import that brings it waits.
const holdFrame = statement({
  name: "hold-frame-of-case",
  params: { caseId: uuid },
  sql: `SELECT FROM frame f WHERE f.id = (
      SELECT v.frame_id FROM "case" c JOIN case_version v ON v.id = c.current_version_id WHERE c.id = $caseId
    ) FOR UPDATE`,
});

const removeFrame = statement({
  name: "remove-frame",
  params: { frameId: uuid, now: timestamp, reason: text },
  sql: `UPDATE frame SET removed_at = $now, removed_because = $reason WHERE id = $frameId AND removed_at IS NULL`,
});

// Beside the clip that ends at it, those of the same recording that end so soon after it that they show it, too: of cases
// whose times are known. One file may be several clips.
const removeClips = statement({
  name: "remove-clips-of-frame",
  params: { frameId: uuid, now: timestamp, longestUs: bigint },
  sql: `UPDATE clip SET removed_at = $now WHERE removed_at IS NULL AND sha256 IN (
      SELECT k.sha256 FROM clip k WHERE k.frame_id = $frameId OR k.frame_id IN (
        SELECT w.frame_id FROM case_version v
        JOIN "case" c ON c.id = v.case_id
        JOIN "case" o ON o.video_id = c.video_id AND o.time_us BETWEEN c.time_us AND c.time_us + $longestUs
        JOIN case_version w ON w.case_id = o.id
        WHERE v.frame_id = $frameId
      )
    )`,
});

const retireShown = statement({
  name: "retire-cases-of-frame",
  params: { frameId: uuid, now: timestamp, reason: text },
  row: { id: uuid },
  sql: `UPDATE "case" c SET retired_at = coalesce(retired_at, $now), retired_because = coalesce(retired_because, $reason)
    FROM case_version v WHERE v.id = c.current_version_id AND v.frame_id = $frameId RETURNING c.id`,
});

/**
 * Removes the picture of a case for good. From the transaction on nobody is shown it, every case that shows it is retired
 * and asked by no assignment, and it is never taken in again; clips that show it go with it; then its files are erased. Answers and figures stay. Asked
 * again, it erases what is left: a process that was killed in between loses nothing.
 *
 * A director removes the pictures of the own institution; one that another institution shows, too, the system alone.
 */
export async function purgePicture(
  ctx: Context,
  storage: FrameStorage,
  id: string,
  input: Input<typeof purgeSchema>,
): Promise<Result<View<typeof purgedSchema>>> {
  const { actor, db, now } = ctx;
  const parsedId = z.uuid().safeParse(id);
  if (!parsedId.success || !(actor.kind === "system" || may(actor, "withdraw"))) return notFound("case");
  const parsed = purgeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const caseId = parsedId.data;
  const institutionId = actor.kind === "system" ? null : actor.institutionId;
  type Removed = { readonly frameId: string; readonly cases: number; readonly assignments: number };
  const removed = await inTransaction(db, async (tx): Promise<Result<Removed>> => {
    await tx.run(holdFrame, { caseId });
    const loaded = await loadWithdrawal(tx, caseId, institutionId, now);
    if (!loaded) return notFound("case");
    const { view, frameId } = loaded;
    if (view.removed) return succeed({ frameId, cases: view.cases.length, assignments: 0 });
    if (view.elsewhere > 0) return fail("conflict", ELSEWHERE);
    if (!sameIds(view.cases, parsed.data.caseIds)) return fail("conflict", OTHERS);
    const { reason } = parsed.data;
    await tx.run(removeFrame, { frameId, now, reason });
    const clips = await tx.run(removeClips, { frameId, now, longestUs: LONGEST_CLIP_US });
    const caseIds = (await tx.all(retireShown, { frameId, now, reason })).map((row) => row.id);
    const assignments = await takeOutOfRunning(tx, caseIds, now);
    const institutions = [...new Set(loaded.everywhere.map((shown) => shown.institutionId))];
    if (assignments.length > 0) {
      await markDue(tx, { userIds: null, caseIds });
      await markPastChanged(tx, institutions);
    }
    const detail = { reason, sha256: view.sha256, cases: caseIds, assignments, clips };
    await writeAudit(
      tx,
      { actor, now },
      institutions.map((each) => ({
        action: "frame.purge" as const,
        subject: frameId,
        detail,
        institutionId: each,
      })),
    );
    return succeed({ frameId, cases: caseIds.length, assignments: assignments.length });
  });
  if (!removed.ok) return removed;
  const { frameId, cases, assignments } = removed.value;
  const { erased } = await eraseRemoved(db, storage, now, frameId);
  return succeed({ cases, assignments, erased: erased > 0 });
}

const ELSEWHERE = t`Another institution shows this picture, too. Whoever runs Calot removes it with calot purge.`;
const OTHERS = t`Meanwhile other cases show this picture than those you were told of. Look at them again. Nothing was removed.`;

function sameIds(cases: readonly { readonly id: string }[], ids: readonly string[]): boolean {
  const told = new Set(ids);
  return told.size === cases.length && cases.every(({ id }) => told.has(id));
}
