import type { User } from "../../auth/actor";
import type { PageInput } from "../../domain/cohorts/period";
import { type Milestone, standingsOf } from "../../domain/milestones/milestone";
import type { Packet } from "../../domain/packet/views";
import { loadResidentPage } from "../cohorts/load-resident-page";
import type { Context } from "../context";
import { type Result, succeed } from "../result";

/**
 * A resident's packet, by the program's milestones, for who asks for it now. Who gives it to them writes that down: a
 * packet that is taken is no look at the resident's page.
 */
export async function makePacket(
  ctx: Context & { readonly actor: User },
  milestones: readonly Milestone[],
  input: PageInput,
): Promise<Result<Packet>> {
  const { actor, now } = ctx;
  const resident = await loadResidentPage(ctx, input);
  if (!resident.ok) return resident;
  return succeed({
    resident: resident.value,
    standings: standingsOf(milestones, resident.value),
    institution: actor.institution,
    printedAt: now.toISOString(),
    printedBy: actor.name,
  });
}
