import type pg from "pg";
import type { User } from "../../auth/actor";
import { explainSharedVideos, type SetVideos, sharedVideos } from "../../domain/case-sets/leakage";
import { fail, notFound, type Result, succeed } from "../result";
import { lockSets } from "./lock-sets";

export async function makeFamily(client: pg.ClientBase, institutionId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    "INSERT INTO case_set_family (institution_id) VALUES ($1) RETURNING id",
    [institutionId],
  );
  return rows[0]!.id;
}

/**
 * The family in which a set shares no video with another: that one's own, or a new one for it to be in. The other set
 * is held already where it is among `held`.
 */
export async function familyOf(
  client: pg.ClientBase,
  actor: User,
  apartFrom: string | null,
): Promise<Result<string | null>> {
  if (apartFrom === null) return succeed(null);
  const other = (await lockSets(client, actor, [apartFrom])).get(apartFrom);
  if (!other) return notFound("set to share no video with");
  if (other.family_id) return succeed(other.family_id);
  const family = await makeFamily(client, actor.institutionId);
  await client.query("UPDATE case_set SET family_id = $1 WHERE id = $2", [family, apartFrom]);
  return succeed(family);
}

/** Whether a set of the family counts: what was never used, and is put away, keeps no video from the others. */
export const keepsItsVideos = "(s.status <> 'archived' OR s.published_at IS NOT NULL)";

/**
 * Refuses a set's cases that share a video with another set of its family. The family is held until the transaction
 * ends: of two changes that would share a video, the second finds the first one's cases.
 */
export async function refuseSharedVideos(
  client: pg.ClientBase,
  familyId: string | null,
  setId: string,
): Promise<Result<null>> {
  if (familyId === null) return succeed(null);
  await client.query("SELECT 1 FROM case_set_family WHERE id = $1 FOR UPDATE", [familyId]);
  const { rows } = await client.query<{
    set_id: string;
    set: string;
    id: string;
    video: string;
    dataset: string;
  }>(
    `SELECT s.id AS set_id, s.name AS set, vi.id, vi.name AS video, d.name AS dataset
     FROM case_set s
     JOIN case_set_item i ON i.case_set_id = s.id
     JOIN "case" c ON c.id = i.case_id
     JOIN video vi ON vi.id = c.video_id
     JOIN dataset d ON d.id = vi.dataset_id
     WHERE s.family_id = $1 AND (s.id = $2 OR ${keepsItsVideos})
     GROUP BY s.id, s.name, vi.id, vi.name, d.name ORDER BY s.name, vi.name`,
    [familyId, setId],
  );
  const videosOf = (some: typeof rows): SetVideos["videos"] =>
    some.map(({ id, video, dataset }) => ({ id, name: video, dataset }));
  const own = rows.filter((row) => row.set_id === setId);
  const others = rows.filter((row) => row.set_id !== setId);
  const shared = sharedVideos(
    videosOf(own),
    others.map((row) => ({ name: row.set, videos: videosOf([row]) })),
  );
  return shared.length === 0 ? succeed(null) : fail("conflict", explainSharedVideos(shared));
}
