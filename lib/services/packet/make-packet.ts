import type { User } from "../../auth/actor";
import { type Milestone, standingsOf } from "../../domain/milestones/milestone";
import type { Packet } from "../../domain/packet/views";
import { getResident } from "../cohorts/get-resident";
import type { Context } from "../context";
import { type Result, succeed } from "../result";

/** A resident's packet, by the program's milestones, for who asks for it now. */
export async function makePacket(
  ctx: Context & { readonly actor: User },
  milestones: readonly Milestone[],
  input: { readonly id: unknown; readonly weeks?: unknown },
): Promise<Result<Packet>> {
  const { actor, now } = ctx;
  const resident = await getResident(ctx, input);
  if (!resident.ok) return resident;
  return succeed({
    resident: resident.value,
    standings: standingsOf(milestones, resident.value),
    institution: actor.institution,
    printedAt: now.toISOString(),
    printedBy: actor.name,
  });
}
