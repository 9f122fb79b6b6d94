import { z } from "zod";
import { may } from "../../auth/policy";
import { certain, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { constant, statement } from "../../db/statement";
import type { Deliveries } from "../../domain/outbox/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { isWaiting } from "./claim-delivery";
import { isStuck } from "./parts/stuck";

const MOST_SHOWN = 50;

const counts = statement({
  name: "count-deliveries",
  params: { connectionId: uuid, institutionId: uuid },
  row: {
    id: uuid,
    sent: certain(integer),
    waiting: certain(integer),
    givenUp: certain(integer),
    stuck: certain(integer),
  },
  sql: `SELECT c.id, n.* FROM connection c CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE version = sent_version)::int AS sent,
        count(*) FILTER (WHERE ${isWaiting()})::int AS waiting,
        count(*) FILTER (WHERE dead_at IS NOT NULL)::int AS "givenUp",
        count(*) FILTER (WHERE ${isStuck()})::int AS stuck
      FROM delivery WHERE connection_id = c.id
    ) n
    WHERE c.id = $connectionId AND c.institution_id = $institutionId`,
});

const stuckDeliveries = statement({
  name: "stuck-deliveries",
  params: { connectionId: uuid },
  row: {
    id: uuid,
    title: text,
    person: nullable(text),
    said: certain(text),
    attempts: integer,
    givenUpAt: nullable(timestamp),
  },
  sql: `SELECT d.id, d.title, u.name AS person, d.problem AS said, d.attempts, d.dead_at AS "givenUpAt"
    FROM delivery d LEFT JOIN "user" u ON u.id = d.user_id
    WHERE d.connection_id = $connectionId AND ${isStuck("d.")}
    ORDER BY d.dead_at DESC NULLS LAST, d.tried_since, d.id LIMIT ${constant(integer, MOST_SHOWN)}`,
});

/** What was told by a connection of the actor's institution, and what its other side does not take. */
export async function getDeliveries({ actor, db }: Context, id: string): Promise<Result<Deliveries>> {
  const connectionId = z.uuid().safeParse(id);
  if (!may(actor, "administer") || !connectionId.success) return notFound("connection");
  const { institutionId } = actor;
  const found = await db.find(counts, { connectionId: connectionId.data, institutionId });
  if (!found) return notFound("connection");
  const rows = found.stuck > 0 ? await db.all(stuckDeliveries, { connectionId: found.id }) : [];
  return succeed({
    sent: found.sent,
    waiting: found.waiting,
    givenUp: found.givenUp,
    stuck: rows.map(({ givenUpAt, ...row }) => ({ ...row, givenUpAt: givenUpAt?.toISOString() ?? null })),
    more: found.stuck - rows.length,
  });
}
