import { may } from "../../auth/policy";
import { integer, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { dutySchema } from "../../domain/authoring/step";
import type { AuthoringDataset } from "../../domain/authoring/views";
import { datasetState } from "../../domain/datasets/state";
import { agreementSchema } from "../../domain/disputes/agreement";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const counts = statement({
  name: "authoring-counts",
  params: { institutionId: uuid },
  row: {
    id: uuid,
    cases: integer,
    annotating: integer,
    checking: integer,
    reviewing: integer,
    published: integer,
  },
  sql: `SELECT d.id, count(c.id)::int AS cases,
      count(c.id) FILTER (WHERE coalesce(a.step, 'annotating') = 'annotating' AND (a.step IS NOT NULL OR c.publication = 'draft'))::int AS annotating,
      count(c.id) FILTER (WHERE a.step = 'checking')::int AS checking,
      count(c.id) FILTER (WHERE a.step = 'reviewing')::int AS reviewing,
      count(c.id) FILTER (WHERE a.step = 'published' OR (a.step IS NULL AND c.publication = 'published'))::int AS published
    FROM dataset d
    LEFT JOIN video vi ON vi.dataset_id = d.id
    LEFT JOIN "case" c ON c.video_id = vi.id
    LEFT JOIN authoring a ON a.case_id = c.id
    WHERE d.institution_id = $institutionId
    GROUP BY d.id`,
});

/** The datasets of the actor's institution: how their cases stand, and who annotates, checks and reviews them. */
export async function getAuthoringDatasets({ actor, db }: Context): Promise<Result<AuthoringDataset[]>> {
  if (!may(actor, "author")) return notFound("page");
  const [datasets, rows] = await Promise.all([
    db.prisma.dataset.findMany({
      where: { institutionId: actor.institutionId },
      select: {
        id: true,
        name: true,
        publication: true,
        closedAt: true,
        closedBecause: true,
        sharing: true,
        agreement: true,
        blindNoGo: true,
        duties: {
          where: { user: { deactivatedAt: null } },
          select: { duty: true, user: { select: { id: true, name: true } } },
          orderBy: { user: { name: "asc" } },
        },
      },
      orderBy: { name: "asc" },
    }),
    db.all(counts, { institutionId: actor.institutionId }),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return succeed(
    datasets.map(
      ({ id, name, publication, closedAt, closedBecause, sharing, agreement, blindNoGo, duties }) => {
        const { cases, annotating, checking, reviewing, published } = byId.get(id)!;
        const having = (wanted: string) =>
          duties.filter(({ duty }) => dutySchema.parse(duty) === wanted).map(({ user }) => user);
        return {
          id,
          name,
          state: datasetState(publication === "published", closedAt),
          closedBecause,
          sharing,
          agreement: agreementSchema.parse(agreement),
          blindNoGo,
          cases,
          steps: { annotating, checking, reviewing, published },
          duties: { annotator: having("annotator"), checker: having("checker"), chief: having("chief") },
        };
      },
    ),
  );
}
