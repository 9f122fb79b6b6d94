import { may } from "../../auth/policy";
import type { Milestone } from "../../domain/milestones/milestone";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadMilestones } from "./load-milestones";

/** The milestones of the actor's program, in its order. */
export async function listMilestones({ actor, db }: Context): Promise<Result<readonly Milestone[]>> {
  if (!may(actor, "see-residents")) return notFound("page");
  return succeed(await loadMilestones(db, actor.institutionId));
}
