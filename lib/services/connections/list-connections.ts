import { may } from "../../auth/policy";
import type { Connection } from "../../domain/connections/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { connectionsOf, viewOf } from "./parts/connection-rows";

/** The connections of the actor's institution, those that are off too. */
export async function listConnections({ actor, db }: Context): Promise<Result<readonly Connection[]>> {
  if (!may(actor, "administer")) return notFound("page");
  const { institutionId } = actor;
  return succeed((await db.all(connectionsOf, { institutionId })).map(viewOf));
}
