import type { User } from "@/lib/auth/actor";
import { uuid, type ValuesOf } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";
import { cameLate } from "@/lib/domain/attempts/late-zone";
import type { Mode } from "@/lib/domain/attempts/mode";
import type { AnswerReveal } from "@/lib/domain/attempts/views";
import { readingOf, readZone } from "@/lib/domain/scoring/zone";
import type { ReasonRow } from "@/lib/sql/reasons";
import { type secondLookRow, toSecondLook } from "@/lib/sql/second-look";
import { toRationale, toReference, type VersionRow } from "@/lib/sql/versions";
import { type maybeZoneRow, zoneOf } from "@/lib/sql/zone";
import { toWhy, whyOfAttempt, whyRow } from "../../practice/to-why";
import { loadReasons } from "../../reasons/load-reasons";
import { predictionsColumn, predictionsRow, toReveal } from "../load-reveal";

type AnsweredRow = VersionRow &
  ValuesOf<typeof maybeZoneRow> &
  ValuesOf<typeof secondLookRow> &
  ReasonRow & {
    readonly mode: Mode;
    readonly locked_at: Date;
    readonly zone_at: Date | null;
    readonly since_lock_ms: number | null;
    /** Whether its assignment shows what the models made of the case; null in free practice, which does. */
    readonly model_shown: boolean | null;
  };

/** What a reveal holds beside the attempt and its case’s version. */
export const revealOfAttempt = statement({
  name: "reveal-of-attempt",
  params: { attemptId: uuid },
  row: { ...predictionsRow, ...whyRow },
  sql: `SELECT ${predictionsColumn("t.case_id")}, w.* FROM attempt t ${whyOfAttempt} WHERE t.id = $attemptId`,
});

/**
 * What the reader of an attempt is shown once it is over and nothing withholds it: the caller has seen to that.
 *
 * @param loaded what `revealOfAttempt` gave, where it was asked already
 */
export async function loadAnswerReveal(
  db: Queryable,
  attemptId: string,
  row: AnsweredRow,
  { actor, now }: { readonly actor: User; readonly now: Date },
  loaded?: RowOf<typeof revealOfAttempt>,
): Promise<AnswerReveal> {
  const reference = toReference(row);
  const secondLook = toSecondLook(row, reference);
  const late = cameLate({ lockedAt: row.locked_at, zoneAt: row.zone_at, sinceLockMs: row.since_lock_ms });
  const [rest, reasons] = await Promise.all([
    loaded ?? db.get(revealOfAttempt, { attemptId }),
    loadReasons(db, attemptId, row, toRationale(row), "reader"),
  ]);
  return {
    ...toReveal(row, reference, (row.model_shown ?? true) ? rest.predictions : null),
    zone: readingOf(readZone(zoneOf(row), reference, row)),
    ...(reasons.length > 0 && { reasons }),
    ...(secondLook && { secondLook }),
    ...(late && { late }),
    ...toWhy(rest, { now, timeZone: actor.timeZone }),
  };
}
