import type { User } from "@/lib/auth/actor";
import type { ValuesOf } from "@/lib/db/columns";
import { cameLate } from "@/lib/domain/attempts/late-zone";
import type { Mode } from "@/lib/domain/attempts/mode";
import type { AnswerReveal } from "@/lib/domain/attempts/views";
import { readingOf, readZone } from "@/lib/domain/scoring/zone";
import { secondLookColumns, secondLookRow, toSecondLook } from "@/lib/sql/second-look";
import { toRationale, toReference, versionColumns, versionRow } from "@/lib/sql/versions";
import { type maybeZoneRow, zoneOf } from "@/lib/sql/zone";
import { toWhy, whyOfAttempt, whyRow } from "../../practice/to-why";
import { markedReasonColumns, markedReasonRow, toReasons } from "../../reasons/to-reasons";
import { predictionsColumn, predictionsRow, toReveal } from "../load-reveal";

/**
 * What a reveal holds beside the attempt `t` itself, read with it: over a version `v`, its frame `f` and an assignment `a` that
 * there may be. Where `told` doesn't hold, an SQL condition, nobody is shown it, and what has to be looked for isn't.
 */
export const answerReveal = (told: string) => ({
  columns: `${versionColumns}, ${secondLookColumns}, ${markedReasonColumns}, w.*,
      ${predictionsColumn("t.case_id", `${told} AND a.model_shown IS NOT FALSE`)}`,
  join: whyOfAttempt(told),
});

export const answerRevealRow = {
  ...versionRow,
  ...secondLookRow,
  ...markedReasonRow,
  ...whyRow,
  ...predictionsRow,
};

type AnsweredRow = ValuesOf<typeof answerRevealRow> &
  ValuesOf<typeof maybeZoneRow> & {
    readonly mode: Mode;
    readonly locked_at: Date;
    readonly zone_at: Date | null;
    readonly since_lock_ms: number | null;
  };

/** What the reader of an attempt is shown once it is over and nothing withholds it: the caller has seen to that. */
export function toAnswerReveal(
  row: AnsweredRow,
  { actor, now }: { readonly actor: User; readonly now: Date },
): AnswerReveal {
  const reference = toReference(row);
  const secondLook = toSecondLook(row, reference);
  const reasons = toReasons(row, toRationale(row), "reader");
  const late = cameLate({ lockedAt: row.locked_at, zoneAt: row.zone_at, sinceLockMs: row.since_lock_ms });
  return {
    ...toReveal(row, reference, row.predictions),
    zone: readingOf(readZone(zoneOf(row), reference, row)),
    ...(reasons.length > 0 && { reasons }),
    ...(secondLook && { secondLook }),
    ...(late && { late }),
    ...toWhy(row, { now, timeZone: actor.timeZone }),
  };
}
