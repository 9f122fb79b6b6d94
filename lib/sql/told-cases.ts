import { isScored, superseded } from "./attempts";
import { withheld } from "./visibility";

/**
 * Cases `c` whose answer a reader was told and may be shown again, each with the reader's latest attempt `t`, its video
 * `vi`, its version `v` that stands, and its frame `f`: that attempt's reveal is open to its reader (as `getAttempt` has
 * it), and the case shows the picture still that was answered. `reader`, `institution` and `now` are SQL expressions.
 */
export const toldCases = (reader: string, institution: string, now: string) => ({
  tables: `attempt t
    JOIN "case" c ON c.id = t.case_id
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN case_version tv ON tv.id = t.version_id AND tv.frame_id = v.frame_id
    JOIN frame f ON f.id = v.frame_id`,
  where: `t.user_id = ${reader} AND d.institution_id = ${institution} AND ${isScored(now)}
    AND NOT ${superseded()} AND NOT ${withheld("t.case_id", reader, now)} AND f.removed_at IS NULL`,
});
