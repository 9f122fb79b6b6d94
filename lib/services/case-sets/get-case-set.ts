import { z } from "zod";
import { may } from "../../auth/policy";
import { nullable, text, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { setPurposeSchema } from "../../domain/case-sets/case-set";
import type { CaseSetDetail, FamilyMember } from "../../domain/case-sets/views";
import { setStatusSchema } from "../../domain/set-status";
import { visibleSets } from "../../sql/case-sets";
import { setPurpose, setStatus } from "../../sql/types";
import type { Context } from "../context";
import { getLibraryChoices } from "../library/get-library-choices";
import { notFound, type Result, succeed } from "../result";
import { keepsItsVideos } from "./parts/family";
import { loadItems } from "./parts/load-items";
import { mayChange } from "./parts/may-change";

// By name even where the set itself is somebody's own: its videos are kept from others all the same.
const familyMembers = statement({
  name: "set-family",
  params: { familyId: uuid, setId: uuid },
  row: {
    id: uuid,
    name: text,
    status: setStatus,
    purpose: setPurpose,
    video_id: nullable(uuid),
    video: nullable(text),
    dataset: nullable(text),
  },
  sql: `SELECT s.id, s.name, s.status, s.purpose, vi.id AS video_id, vi.name AS video, d.name AS dataset
    FROM case_set s
    LEFT JOIN case_set_item i ON i.case_set_id = s.id
    LEFT JOIN "case" c ON c.id = i.case_id
    LEFT JOIN video vi ON vi.id = c.video_id
    LEFT JOIN dataset d ON d.id = vi.dataset_id
    WHERE s.family_id = $familyId AND s.id <> $setId AND ${keepsItsVideos()}
    GROUP BY s.id, s.name, s.status, s.purpose, vi.id, vi.name, d.name ORDER BY s.name, vi.name`,
});

/** A set with its cases, and what may not stand in it. */
export async function getCaseSet(ctx: Context, id: string): Promise<Result<CaseSetDetail>> {
  const { actor, db } = ctx;
  const setId = z.uuid().safeParse(id);
  if (!may(actor, "build-sets") || !setId.success) return notFound("case set");
  const set = await db.prisma.caseSet.findFirst({
    where: { AND: [visibleSets(actor, may(actor, "oversee-sets")), { id: setId.data }] },
    include: {
      author: { select: { name: true } },
      items: { orderBy: { position: "asc" }, select: { caseId: true } },
      _count: { select: { assignments: true } },
    },
  });
  if (!set) return notFound("case set");
  const caseIds = set.items.map(({ caseId }) => caseId);
  const [items, family, choices] = await Promise.all([
    loadItems(db, actor, caseIds),
    set.familyId ? db.all(familyMembers, { familyId: set.familyId, setId: set.id }) : [],
    getLibraryChoices(ctx),
  ]);
  if (!choices.ok) return choices;
  const status = setStatusSchema.parse(set.status);
  return succeed({
    id: set.id,
    name: set.name,
    description: set.description,
    purpose: setPurposeSchema.parse(set.purpose),
    shared: set.shared,
    status,
    author: set.author?.name ?? null,
    mine: set.authorId === actor.id,
    mayEdit: mayChange(actor, set.authorId),
    byRule: set.rule !== null,
    items,
    family: toMembers(family),
    assignments: set._count.assignments,
    updatedAt: set.updatedAt.toISOString(),
    publishedAt: set.publishedAt?.toISOString() ?? null,
    cohorts: choices.value.cohorts,
    runs: choices.value.runs,
    others: choices.value.sets.filter((other) => other.id !== set.id && other.status !== "archived"),
  });
}

function toMembers(rows: readonly RowOf<typeof familyMembers>[]): readonly FamilyMember[] {
  const members = new Map<string, FamilyMember & { videos: FamilyMember["videos"][number][] }>();
  for (const { id, name, status, purpose, video_id, video, dataset } of rows) {
    const member = members.get(id) ?? { id, name, status, purpose, videos: [] };
    // A set without a case has no video.
    if (video_id && video && dataset) member.videos.push({ id: video_id, name: video, dataset });
    members.set(id, member);
  }
  return [...members.values()];
}
