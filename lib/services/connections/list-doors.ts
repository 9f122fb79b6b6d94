import { hashSecret } from "../../auth/secret";
import type { Database } from "../../db/client";
import { boolean, certain, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Door } from "../../domain/connections/views";
import { secretSchema } from "../../domain/invitations/input";
import { opens } from "../invitations/find-invitation";
import { isDoorKind } from "./parts/connection-rows";

const doors = statement({
  name: "doors",
  params: {},
  row: { id: uuid, name: text, atDoor: certain(boolean) },
  sql: `SELECT id, name, coalesce((settings->>'atDoor')::boolean, true) AS "atDoor" FROM connection
    WHERE ${isDoorKind()} AND enabled_at IS NOT NULL ORDER BY lower(name), id`,
});

/** The providers that the sign-in page offers. */
export async function listDoors(db: Database): Promise<readonly Door[]> {
  const rows = await db.all(doors);
  return rows.filter(({ atDoor }) => atDoor).map(({ id, name }) => ({ id, name }));
}

const doorsOfInvitation = statement({
  name: "doors-of-invitation",
  params: { hash: text, now: timestamp },
  row: { id: uuid, name: text },
  sql: `SELECT c.id, c.name FROM invitation i JOIN connection c ON c.institution_id = i.institution_id
    WHERE ${opens} AND ${isDoorKind("c.")} AND c.enabled_at IS NOT NULL ORDER BY lower(c.name), c.id`,
});

/** The providers by which an invitation can be taken up: those of its institution. */
export async function listInvitationDoors(db: Database, secret: string, now: Date): Promise<readonly Door[]> {
  const hash = hashSecret(secretSchema.safeParse(secret).data ?? "");
  return db.all(doorsOfInvitation, { hash, now });
}

const doorsOfPerson = statement({
  name: "doors-of-person",
  params: { userId: uuid },
  row: { id: uuid, name: text, linked: certain(boolean) },
  sql: `SELECT c.id, c.name,
      EXISTS (SELECT FROM external_identity e WHERE e.user_id = u.id AND e.connection_id = c.id) AS linked
    FROM "user" u JOIN connection c ON c.institution_id = u.institution_id
    WHERE u.id = $userId AND ${isDoorKind("c.")} AND c.enabled_at IS NOT NULL ORDER BY lower(c.name), c.id`,
});

/** The providers of a person's institution, and by which of them the account opens already. */
export const listDoorsOf = (
  db: Database,
  userId: string,
): Promise<readonly (Door & { readonly linked: boolean })[]> => db.all(doorsOfPerson, { userId });
