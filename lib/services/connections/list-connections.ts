import type { Connection } from "../../domain/connections/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { administered } from "./parts/administered";
import { connectionsOf, viewOf } from "./parts/connection-rows";

/** The connections of the actor's institution, those that are off too. */
export async function listConnections(ctx: Context): Promise<Result<readonly Connection[]>> {
  const institutionId = administered(ctx);
  if (institutionId === null) return notFound("page");
  return succeed((await ctx.db.all(connectionsOf, { institutionId })).map(viewOf));
}
