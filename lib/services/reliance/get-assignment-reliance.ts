import { z } from "zod";
import { may } from "../../auth/policy";
import { integer, text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { relianceOf } from "../../domain/second-look/reliance";
import type { AssignmentReliance } from "../../domain/second-look/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { looksColumns, looksGroups, looksRow, toLooks } from "./parts/looks-rows";

// Of readers who have it still, and of cases that it asks still; each reader's first attempt, as results count.
const looksOfAssignment = statement({
  name: "looks-of-assignment",
  params: { assignmentId: uuid, institutionId: uuid },
  row: { ...looksRow, case_id: uuid, position: integer, video: text, frame: integer },
  sql: `SELECT ${looksColumns}, t.case_id, i.position, vi.name AS video, c.frame_number AS frame
    FROM attempt t
    JOIN assignment a ON a.id = t.assignment_id AND a.institution_id = $institutionId
    JOIN assignment_reader ar ON ar.assignment_id = a.id AND ar.user_id = t.user_id AND ar.excused_at IS NULL
    JOIN assignment_item i ON i.assignment_id = a.id AND i.case_id = t.case_id
    JOIN "case" c ON c.id = t.case_id
    JOIN video vi ON vi.id = c.video_id
    WHERE t.assignment_id = $assignmentId AND t.ordinal = 1 AND t.last_at IS NOT NULL
    GROUP BY ${looksGroups()}, t.case_id, i.position, vi.name, c.frame_number
    ORDER BY i.position`,
});

/** How the readers of an assignment rely on its aid, over all of its cases and at each, for those who assign. */
export async function getAssignmentReliance(
  { actor, db }: Context,
  id: string,
): Promise<Result<AssignmentReliance>> {
  const assignmentId = z.uuid().safeParse(id);
  if (!may(actor, "assign") || !assignmentId.success) return notFound("assignment");
  const { institutionId } = actor;
  const rows = await db.all(looksOfAssignment, { assignmentId: assignmentId.data, institutionId });
  const cases = new Map(rows.map((row) => [row.case_id, row]));
  return succeed({
    whole: relianceOf(rows.map(toLooks)),
    cases: [...cases.values()].flatMap(({ case_id: caseId, position, video, frame }) =>
      relianceOf(rows.filter((row) => row.case_id === caseId).map(toLooks)).map((reliance) => ({
        ...{ caseId, position, video, frame },
        ...reliance,
      })),
    ),
  });
}
