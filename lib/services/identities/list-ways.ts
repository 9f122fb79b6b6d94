import { NO_PASSWORD } from "../../auth/password";
import { boolean, certain, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Door } from "../../domain/connections/views";
import { listDoorsOf } from "../connections/list-doors";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const ownWays = statement({
  name: "own-ways",
  params: { userId: uuid },
  row: { password: certain(boolean), passkey: certain(boolean) },
  sql: `SELECT u.password_hash <> '${NO_PASSWORD}' AS password,
      EXISTS (SELECT FROM passkey p WHERE p.user_id = u.id) AS passkey
    FROM "user" u WHERE u.id = $userId`,
});

type Ways = { readonly password: boolean; readonly passkey: boolean; readonly providers: readonly Door[] };

/** By what the actor can show who they are: a password, a passkey, and the providers that open the account. */
export async function listWays({ actor, db }: Context): Promise<Result<Ways>> {
  if (actor.kind !== "user") return notFound("account");
  const [own, doors] = await Promise.all([db.find(ownWays, { userId: actor.id }), listDoorsOf(db, actor.id)]);
  return succeed({
    password: own?.password ?? false,
    passkey: own?.passkey ?? false,
    providers: doors.filter(({ linked }) => linked).map(({ id, name }) => ({ id, name })),
  });
}
