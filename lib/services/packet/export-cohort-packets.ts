import { may } from "../../auth/policy";
import { type PageInput, pageInputSchema } from "../../domain/cohorts/period";
import type { Packet } from "../../domain/packet/views";
import { writeAudit } from "../audit/write-audit";
import { loadCohorts } from "../cohorts/load-cohort";
import type { Context } from "../context";
import { loadMilestones } from "../milestones/load-milestones";
import { notFound, type Result, succeed } from "../result";
import { makePacket } from "./make-packet";

type CohortPackets = {
  readonly cohort: string;
  readonly n: number;
  /** One after the other, each read when it is taken; by name. */
  readonly packets: AsyncIterable<Packet>;
};

/**
 * The packets of all of a cohort's residents for one file. Of each resident it is written down who took it, before the
 * first is read.
 */
export async function exportCohortPackets(
  ctx: Context,
  { format, ...input }: PageInput & { readonly format: "pdf" | "csv" },
): Promise<Result<CohortPackets>> {
  const { actor, db, now } = ctx;
  const parsed = pageInputSchema.safeParse(input);
  if (!may(actor, "see-residents") || !parsed.success) return notFound("cohort");
  const { id, weeks } = parsed.data;
  const [cohort] = await loadCohorts(db, actor, [id], weeks, now);
  if (!cohort) return notFound("cohort");
  const { name, memberIds } = cohort;
  const found = await db.prisma.user.findMany({
    where: { id: { in: [...memberIds] } },
    select: { id: true, name: true },
  });
  const members = found.toSorted((one, other) => one.name.localeCompare(other.name, "en"));
  const detail = { format, weeks, cohort: id };
  await writeAudit(
    db,
    ctx,
    members.map((member) => ({ action: "packet.export" as const, subject: member.id, detail })),
  );
  const milestones = await loadMilestones(db, actor.institutionId);
  const asking = { ...ctx, actor };
  async function* packets(): AsyncGenerator<Packet> {
    for (const member of members) {
      const packet = await makePacket(asking, milestones, { id: member.id, weeks });
      // Somebody who was deleted meanwhile has no page.
      if (packet.ok) yield packet.value;
    }
  }
  return succeed({ cohort: name, n: members.length, packets: packets() });
}
