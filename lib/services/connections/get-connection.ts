import { z } from "zod";
import { may } from "../../auth/policy";
import type { Connection } from "../../domain/connections/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { connectionOf, viewOf } from "./parts/connection-rows";

/** A connection of the actor's institution. Its secret is never told. */
export async function getConnection({ actor, db }: Context, id: string): Promise<Result<Connection>> {
  const parsed = z.uuid().safeParse(id);
  if (!may(actor, "administer") || !parsed.success) return notFound("connection");
  const found = await db.find(connectionOf, { id: parsed.data, institutionId: actor.institutionId });
  return found ? succeed(viewOf(found)) : notFound("connection");
}
