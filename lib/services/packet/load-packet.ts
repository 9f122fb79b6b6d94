import { may } from "../../auth/policy";
import type { PageInput } from "../../domain/cohorts/period";
import type { Packet } from "../../domain/packet/views";
import type { Context } from "../context";
import { loadMilestones } from "../milestones/load-milestones";
import { notFound, type Result } from "../result";
import { makePacket } from "./make-packet";

/** One resident's packet, to those who see residents. Who gives it to them writes that down. */
export async function loadPacket(ctx: Context, input: PageInput): Promise<Result<Packet>> {
  const { actor, db } = ctx;
  if (!may(actor, "see-residents")) return notFound("resident");
  return makePacket({ ...ctx, actor }, await loadMilestones(db, actor.institutionId), input);
}
