import { may } from "../../auth/policy";
import { boolean, float, integer, nullable, text, texts, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { CaseSetSummary } from "../../domain/case-sets/views";
import { visibleSet } from "../../sql/case-sets";
import { figuresAreCurrent } from "../../sql/figures";
import { setPurpose, setStatus } from "../../sql/types";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { mayChange } from "./parts/may-change";

const sets = statement({
  name: "list-case-sets",
  params: { institutionId: uuid, actorId: uuid, overseesSets: boolean },
  row: {
    id: uuid,
    name: text,
    status: setStatus,
    purpose: setPurpose,
    shared: boolean,
    author_id: nullable(uuid),
    author: nullable(text),
    updated_at: timestamp,
    cases: integer,
    videos: integer,
    difficulty: nullable(float),
    a: integer,
    b: integer,
    c: integer,
    d: integer,
    assignments: integer,
    apart_from: texts,
  },
  sql: `SELECT s.id, s.name, s.status, s.purpose, s.shared, s.author_id, u.name AS author, s.updated_at,
      coalesce(n.cases, 0) AS cases, coalesce(n.videos, 0) AS videos, n.difficulty,
      coalesce(n.a, 0) AS a, coalesce(n.b, 0) AS b, coalesce(n.c, 0) AS c, coalesce(n.d, 0) AS d,
      (SELECT count(*)::int FROM assignment a WHERE a.case_set_id = s.id) AS assignments,
      ARRAY(
        SELECT o.name FROM case_set o WHERE o.family_id = s.family_id AND o.id <> s.id ORDER BY o.name
      ) AS apart_from
    FROM case_set s
    LEFT JOIN "user" u ON u.id = s.author_id
    LEFT JOIN (
      SELECT i.case_set_id, count(*)::int AS cases, count(DISTINCT c.video_id)::int AS videos,
        avg(g.difficulty) AS difficulty,
        count(*) FILTER (WHERE v.phase = 'A')::int AS a, count(*) FILTER (WHERE v.phase = 'B')::int AS b,
        count(*) FILTER (WHERE v.phase = 'C')::int AS c, count(*) FILTER (WHERE v.phase = 'D')::int AS d
      FROM case_set o
      JOIN case_set_item i ON i.case_set_id = o.id
      JOIN "case" c ON c.id = i.case_id
      JOIN case_version v ON v.id = c.current_version_id
      LEFT JOIN case_figures g ON g.case_id = c.id AND ${figuresAreCurrent}
      WHERE o.institution_id = $institutionId
      GROUP BY i.case_set_id
    ) n ON n.case_set_id = s.id
    WHERE ${visibleSet()}
    ORDER BY s.updated_at DESC, s.id`,
});

/** The sets that someone may see, those changed last first. */
export async function listCaseSets(ctx: Context): Promise<Result<readonly CaseSetSummary[]>> {
  const { actor, db } = ctx;
  if (!may(actor, "build-sets")) return notFound("page");
  const rows = await db.all(sets, {
    institutionId: actor.institutionId,
    actorId: actor.id,
    overseesSets: may(actor, "oversee-sets"),
  });
  return succeed(
    rows.map((row) => ({
      id: row.id,
      name: row.name,
      status: row.status,
      purpose: row.purpose,
      shared: row.shared,
      author: row.author,
      mine: row.author_id === actor.id,
      mayEdit: row.status === "draft" && mayChange(actor, row.author_id),
      cases: row.cases,
      videos: row.videos,
      phases: { A: row.a, B: row.b, C: row.c, D: row.d },
      difficulty: row.difficulty,
      assignments: row.assignments,
      apartFrom: row.apart_from,
      updatedAt: row.updated_at.toISOString(),
    })),
  );
}
