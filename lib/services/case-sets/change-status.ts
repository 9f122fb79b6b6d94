import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, integer, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import type { SetStatus } from "../../domain/set-status";
import { libraryTables, usable } from "../../sql/library";
import { setStatus } from "../../sql/types";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { type ActingUser, auditSet, changeSets } from "./change-sets";
import { refuseSharedVideos } from "./parts/family";
import { lockSets, touchSet } from "./parts/lock-sets";
import { mayChange } from "./parts/may-change";

type StatusChange = "publish" | "archive" | "restore";

type Changed = { readonly status: SetStatus; readonly updatedAt: string };

/** Publishes a draft, for good: from here on it may be assigned, and nothing in it changes. */
export const publishCaseSet = (ctx: Context, id: string) => changeStatus(ctx, id, "publish");

/** Puts a set away: it is kept, and what was assigned of it goes on, but it is offered no more. */
export const archiveCaseSet = (ctx: Context, id: string) => changeStatus(ctx, id, "archive");

/** Brings a set back to what it was before it was put away. */
export const restoreCaseSet = (ctx: Context, id: string) => changeStatus(ctx, id, "restore");

const openCasesOfSet = statement({
  name: "set-open-cases",
  params: { institutionId: uuid, setId: uuid },
  row: { n: integer, open: integer },
  sql: `SELECT count(*)::int AS n, count(*) FILTER (WHERE ${usable})::int AS open
    FROM case_set_item i JOIN ${libraryTables} ON i.case_id = c.id WHERE i.case_set_id = $setId`,
});

const setStatusOf = statement({
  name: "set-status",
  params: { setId: uuid, status: setStatus, publishes: boolean, now: timestamp },
  sql: `UPDATE case_set SET status = $status, published_at = CASE WHEN $publishes THEN $now ELSE published_at END
    WHERE id = $setId`,
});

async function changeStatus(ctx: Context, id: string, change: StatusChange): Promise<Result<Changed>> {
  const { actor } = ctx;
  const setId = z.uuid().safeParse(id);
  if (!may(actor, "build-sets") || !setId.success) return notFound("case set");
  return changeSets(ctx, (tx) => changeStatusIn({ ...ctx, actor }, tx, setId.data, change));
}

/** The same within a transaction, which a failure must take back. Callers have authorized. */
export async function changeStatusIn(
  ctx: ActingUser,
  tx: Queryable,
  setId: string,
  change: StatusChange,
): Promise<Result<Changed>> {
  const { actor, now } = ctx;
  const set = (await lockSets(tx, actor, [setId])).get(setId);
  if (!set) return notFound("case set");
  if (!mayChange(actor, set.author_id)) {
    return fail("forbidden", t`Only its author, a director or an administrator does this.`);
  }
  const status = next(set.status, set.published_at, change);
  if (!status) return fail("conflict", cantBeDone(set));
  if (change === "publish") {
    const { n, open } = await tx.get(openCasesOfSet, { institutionId: actor.institutionId, setId });
    if (n === 0) return fail("conflict", t`A set without a case can’t be published. Add one first.`);
    if (open < n) {
      return fail(
        "conflict",
        t`${plural(n - open, "# of its cases is no longer open to practice. Take it out first.", "# of its cases are no longer open to practice. Take them out first.")}`,
      );
    }
  }
  await tx.run(setStatusOf, { setId, status, publishes: change === "publish", now });
  const apart = change === "archive" ? null : await refuseSharedVideos(tx, set.family_id, setId);
  if (apart && !apart.ok) return apart;
  const updatedAt = await touchSet(tx, set, now);
  await auditSet(ctx, tx, change, setId, { name: set.name });
  return succeed({ status, updatedAt: updatedAt.toISOString() });
}

/** What a set is after a change; null where it can't be made. */
function next(status: SetStatus, publishedAt: Date | null, change: StatusChange): SetStatus | null {
  if (change === "publish") return status === "draft" ? "published" : null;
  if (change === "archive") return status === "archived" ? null : "archived";
  if (status !== "archived") return null;
  return publishedAt ? "published" : "draft";
}

/** Why a set's status doesn't change so. */
function cantBeDone({ name, status }: { readonly name: string; readonly status: SetStatus }): string {
  switch (status) {
    case "draft":
      return t`“${name}” is a draft: that can’t be done with it.`;
    case "published":
      return t`“${name}” is published: that can’t be done with it.`;
    case "archived":
      return t`“${name}” is archived: that can’t be done with it.`;
  }
}
