import type { User } from "@/lib/auth/actor";
import { text, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { explainSharedVideos, type SetVideos, sharedVideos } from "@/lib/domain/case-sets/leakage";
import { fail, notFound, type Result, succeed } from "../../result";
import { lockSets } from "./lock-sets";

const insertFamily = statement({
  name: "insert-set-family",
  params: { institutionId: uuid },
  row: { id: uuid },
  sql: "INSERT INTO case_set_family (institution_id) VALUES ($institutionId) RETURNING id",
});

export async function makeFamily(tx: Queryable, institutionId: string): Promise<string> {
  return (await tx.get(insertFamily, { institutionId })).id;
}

const joinFamily = statement({
  name: "join-set-family",
  params: { familyId: uuid, setId: uuid },
  sql: "UPDATE case_set SET family_id = $familyId WHERE id = $setId",
});

/**
 * The family in which a set shares no video with another: that one's own, or a new one for it to be in. The other set
 * is held already where it is among `held`.
 */
export async function familyOf(
  tx: Queryable,
  actor: User,
  apartFrom: string | null,
): Promise<Result<string | null>> {
  if (apartFrom === null) return succeed(null);
  const other = (await lockSets(tx, actor, [apartFrom])).get(apartFrom);
  if (!other) return notFound("set to share no video with");
  if (other.family_id) return succeed(other.family_id);
  const familyId = await makeFamily(tx, actor.institutionId);
  await tx.run(joinFamily, { familyId, setId: apartFrom });
  return succeed(familyId);
}

/** Whether a set of the family counts: what was never used, and is put away, keeps no video from the others. */
export const keepsItsVideos = (s = "s"): string =>
  `(${s}.status <> 'archived' OR ${s}.published_at IS NOT NULL)`;

const holdFamily = statement({
  name: "hold-set-family",
  params: { familyId: uuid },
  sql: "SELECT 1 FROM case_set_family WHERE id = $familyId FOR UPDATE",
});

const videosOfFamily = statement({
  name: "videos-of-set-family",
  params: { familyId: uuid, setId: uuid },
  row: { set_id: uuid, set: text, id: uuid, video: text, dataset: text },
  sql: `SELECT s.id AS set_id, s.name AS set, vi.id, vi.name AS video, d.name AS dataset
    FROM case_set s
    JOIN case_set_item i ON i.case_set_id = s.id
    JOIN "case" c ON c.id = i.case_id
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    WHERE s.family_id = $familyId AND (s.id = $setId OR ${keepsItsVideos()})
    GROUP BY s.id, s.name, vi.id, vi.name, d.name ORDER BY s.name, vi.name`,
});

/**
 * Refuses a set's cases that share a video with another set of its family. The family is held until the transaction
 * ends: of two changes that would share a video, the second finds the first one's cases.
 */
export async function refuseSharedVideos(
  tx: Queryable,
  familyId: string | null,
  setId: string,
): Promise<Result<null>> {
  if (familyId === null) return succeed(null);
  await tx.run(holdFamily, { familyId });
  const rows = await tx.all(videosOfFamily, { familyId, setId });
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
