import { bigint, boolean, float, nullable, textOf, uuid, type ValuesOf } from "@/lib/db/columns";
import { constant } from "@/lib/db/statement";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { AID_KINDS } from "@/lib/domain/second-look/aid";
import type { Looks } from "@/lib/domain/second-look/reliance";

const right = (phaseCorrect: string, iou: string): string =>
  `(${phaseCorrect} AND ${iou} >= ${constant(float, HIT_IOU)})`;

/** Second looks that are done, of attempts `t`, added up where they went alike; a phase that was given is right. */
export const looksColumns = `t.user_id, t.aid->>'kind' AS kind, ${right("t.phase_correct", "t.iou")} AS first_right,
      t.aid_right, ${right("t.last_phase_correct", "t.last_iou")} AS last_right,
      (t.last_phase <> t.phase OR t.last_x1 <> t.x1 OR t.last_y1 <> t.y1 OR t.last_x2 <> t.x2 OR t.last_y2 <> t.y2)
        AS changed,
      count(*) AS n, count(t.last_movement) AS moved, coalesce(sum(t.last_movement), 0) AS movement,
      coalesce(sum(t.last_movement * t.last_movement), 0) AS squares`;

/** How they are put together: by the first six columns, and by others that the statement has before them. */
export const looksGroups = (before = 0): string =>
  Array.from({ length: 6 + before }, (_, index) => index + 1).join(", ");

export const looksRow = {
  user_id: uuid,
  kind: textOf(AID_KINDS),
  first_right: boolean,
  aid_right: nullable(boolean),
  last_right: boolean,
  changed: boolean,
  n: bigint,
  moved: bigint,
  movement: float,
  squares: float,
};

export const toLooks = (row: ValuesOf<typeof looksRow>): Looks => ({
  kind: row.kind,
  firstRight: row.first_right,
  aidRight: row.aid_right,
  lastRight: row.last_right,
  changed: row.changed,
  n: row.n,
  moved: row.moved,
  movement: row.movement,
  squares: row.squares,
});
