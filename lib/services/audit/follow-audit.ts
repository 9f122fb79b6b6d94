import { uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { readTrail, type Stretch, type Trail } from "./read-trail";
import { writeAudit } from "./write-audit";

const institutionsOfTrail = statement({
  name: "institutions-of-trail",
  params: {},
  row: { id: uuid },
  sql: "SELECT id FROM institution ORDER BY id",
});

/** Gives what comes after a cursor, up to how the trail stands when it is asked for. @throws WriterError */
export type ReadOn = (after: number, signal: AbortSignal) => AsyncGenerator<Stretch>;

const MOST = 500;

/**
 * Follows the trail for another program, by a command alone. Written down for each institution that it concerns, with where
 * it goes to, before anything is read.
 *
 * @param to what it is written to, in a word
 */
export async function followAudit(
  { actor, db, now }: Context,
  trail: Trail,
  to: "file" | "output" | "address",
): Promise<Result<ReadOn>> {
  if (actor.kind !== "system") return notFound("page");
  const concerned = trail.institutionId
    ? [trail.institutionId]
    : (await db.all(institutionsOfTrail)).map(({ id }) => id);
  await writeAudit(
    db,
    { actor, now },
    concerned.map((institutionId) => ({
      action: "audit.follow",
      subject: null,
      detail: { to, answers: trail.answers },
      institutionId,
    })),
  );
  return succeed((after, signal) => readTrail(db, trail, after, { most: MOST, signal }));
}
