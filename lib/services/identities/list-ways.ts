import { NO_PASSWORD } from "../../auth/password";
import { boolean, certain, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Door } from "../../domain/connections/views";
import { listDoorsOf } from "../connections/list-doors";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const hasPassword = statement({
  name: "has-password",
  params: { userId: uuid },
  row: { has: certain(boolean) },
  sql: `SELECT password_hash <> '${NO_PASSWORD}' AS has FROM "user" WHERE id = $userId`,
});

type Ways = { readonly password: boolean; readonly providers: readonly Door[] };

/** By what the actor can show who they are: a password, and the providers that open the account. */
export async function listWays({ actor, db }: Context): Promise<Result<Ways>> {
  if (actor.kind !== "user") return notFound("account");
  const [own, doors] = await Promise.all([
    db.find(hasPassword, { userId: actor.id }),
    listDoorsOf(db, actor.id),
  ]);
  return succeed({
    password: own?.has ?? false,
    providers: doors.filter(({ linked }) => linked).map(({ id, name }) => ({ id, name })),
  });
}
