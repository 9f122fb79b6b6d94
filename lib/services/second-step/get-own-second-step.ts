import { boolean, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { OwnSecondStep } from "../../domain/second-step/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadFactors } from "./parts/load-factors";

const ownPasskeys = statement({
  name: "own-passkeys",
  params: { userId: uuid },
  row: { id: uuid, name: text, made_at: timestamp, last_used_at: nullable(timestamp), synced: boolean },
  sql: `SELECT id, name, made_at, last_used_at, synced FROM passkey WHERE user_id = $userId ORDER BY made_at, id`,
});

const ownApp = statement({
  name: "own-authenticator",
  params: { userId: uuid },
  row: { made_at: timestamp },
  sql: "SELECT made_at FROM authenticator WHERE user_id = $userId",
});

/** What the actor has for the second step. */
export async function getOwnSecondStep(ctx: Context): Promise<Result<OwnSecondStep>> {
  const { actor, db } = ctx;
  if (actor.kind !== "user") return notFound("account");
  const userId = actor.id;
  const [passkeys, app, factors] = await Promise.all([
    db.all(ownPasskeys, { userId }),
    db.find(ownApp, { userId }),
    loadFactors(db, userId),
  ]);
  return succeed({
    timeZone: actor.timeZone,
    required: factors.required,
    passkeys: passkeys.map(({ id, name, made_at, last_used_at, synced }) => ({
      id,
      name,
      madeAt: made_at.toISOString(),
      lastUsedAt: last_used_at?.toISOString() ?? null,
      synced,
    })),
    app: app && { madeAt: app.made_at.toISOString() },
    recoveryCodesLeft: factors.codes,
  });
}
