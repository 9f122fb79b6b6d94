import { z } from "zod";
import type { Connection } from "../../domain/connections/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { administered } from "./parts/administered";
import { connectionOf, viewOf } from "./parts/connection-rows";

/** A connection of the actor's institution. Its secret is never told. */
export async function getConnection(ctx: Context, id: string): Promise<Result<Connection>> {
  const parsed = z.uuid().safeParse(id);
  const institutionId = administered(ctx);
  if (institutionId === null || !parsed.success) return notFound("connection");
  const found = await ctx.db.find(connectionOf, { id: parsed.data, institutionId });
  return found ? succeed(viewOf(found)) : notFound("connection");
}
