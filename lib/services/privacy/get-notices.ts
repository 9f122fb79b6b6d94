import { may } from "../../auth/policy";
import { boolean, certain, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { NoticesPage } from "../../domain/privacy/views";
import type { Context } from "../context";
import { peopleOfInstitution } from "../people/person-rows";
import { notFound, type Result, succeed } from "../result";

const wordings = statement({
  name: "privacy-wordings",
  params: { institutionId: uuid },
  row: { version: integer, text, substantial: boolean, publishedAt: timestamp, accepted: certain(integer) },
  sql: `SELECT n.version, n.text, n.substantial, n.published_at AS "publishedAt", (
        SELECT count(*)::int FROM privacy_acceptance a JOIN "user" u ON u.id = a.user_id
        WHERE a.version = n.version AND u.institution_id = n.institution_id
      ) AS accepted
    FROM privacy_notice n WHERE n.institution_id = $institutionId ORDER BY n.version DESC`,
});

const settledPeople = statement({
  name: "privacy-settled-people",
  params: { institutionId: uuid },
  row: { required: nullable(integer), people: certain(integer), settled: certain(integer) },
  sql: `SELECT i.privacy_required AS required, p.people, p.settled FROM institution i CROSS JOIN LATERAL (
      SELECT count(*)::int AS people, (count(*) FILTER (WHERE EXISTS (
          SELECT FROM privacy_acceptance a WHERE a.user_id = u.id AND a.version >= i.privacy_required
        )))::int AS settled
      FROM "user" u WHERE ${peopleOfInstitution} AND u.deactivated_at IS NULL
    ) AS p WHERE i.id = $institutionId`,
});

/** Every wording of the notice of the actor's institution, and how many people accepted it. */
export async function getNotices({ actor, db }: Context): Promise<Result<NoticesPage>> {
  if (!may(actor, "administer")) return notFound("page");
  const { institutionId, timeZone } = actor;
  const [counts, rows] = await Promise.all([
    db.get(settledPeople, { institutionId }),
    db.all(wordings, { institutionId }),
  ]);
  const versions = rows.map(({ publishedAt, ...row }) => ({
    ...row,
    publishedAt: publishedAt.toISOString(),
  }));
  return succeed({ timeZone, ...counts, versions });
}
