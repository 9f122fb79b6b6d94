import { z } from "zod";
import type { Database } from "../../db/client";
import { nullable, text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { ownMetadata } from "../../protocols/saml/saml";
import { serviceProviderOf } from "./open-connection";
import { spoken, spokenOf } from "./parts/connection-rows";

const connectionToTellOf = statement({
  name: "connection-to-tell-of",
  params: { id: uuid },
  row: { id: uuid, spoken, secret: nullable(text) },
  sql: `SELECT id, ${spokenOf()} AS spoken, secret FROM connection WHERE id = $id AND kind = 'saml'`,
});

/** Calot's metadata for a provider of SAML, as XML; null where there is no such connection. */
export async function tellOfItself(db: Database, id: string, origin: string): Promise<string | null> {
  const connectionId = z.uuid().safeParse(id);
  const found = connectionId.success ? await db.find(connectionToTellOf, { id: connectionId.data }) : null;
  if (found?.spoken.kind !== "saml") return null;
  const { settings } = found.spoken;
  return ownMetadata(serviceProviderOf({ id: found.id, settings, secret: found.secret }, origin));
}
