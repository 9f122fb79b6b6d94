import type { User } from "@/lib/auth/actor";
import { may } from "@/lib/auth/policy";
import { boolean, timestamp, uuid, type ValuesOf } from "@/lib/db/columns";
import { practicable } from "@/lib/sql/visibility";

const params = { readerId: uuid, institutionId: uuid, now: timestamp, caseId: uuid, seesReaders: boolean };

/**
 * Whose eyes a case `c` of a dataset `d` is for, its picture and its clip alike. Beside cases to practise: cases of an
 * assignment that is open to the reader (begun, where its time counts), and cases they attempted. Who sees the table of
 * readers sees every frame that a model read, drafts included.
 */
export const seenCase = {
  params,
  sql: `c.id = $caseId AND d.institution_id = $institutionId AND (
      $seesReaders
      OR (${practicable})
      OR EXISTS (SELECT 1 FROM attempt t WHERE t.user_id = $readerId AND t.case_id = c.id)
      OR EXISTS (
        SELECT 1 FROM assignment_reader ar
        JOIN assignment a ON a.id = ar.assignment_id
        JOIN assignment_item i ON i.assignment_id = a.id
        WHERE ar.user_id = $readerId AND i.case_id = c.id AND a.opens_at <= $now
          AND (a.time_limit_minutes IS NULL OR ar.begun_at IS NOT NULL)
      )
    )`,
};

/** What is asked of it: a case, and who would see it. */
export const seenBy = (actor: User, now: Date, caseId: string): ValuesOf<typeof params> => ({
  ...{ readerId: actor.id, institutionId: actor.institutionId, now, caseId },
  seesReaders: may(actor, "see-readers"),
});
