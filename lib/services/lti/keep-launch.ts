import { z } from "zod";
import { jsonOf, nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { type Launch, launchSchema } from "../../domain/lti/launch";

/** For so long somebody may link an account, or choose, before what they opened on a platform is forgotten, in milliseconds. */
const KEPT_MS = 2 * 60 * 60_000;

const insertLaunch = statement({
  name: "insert-lti-launch",
  params: { connectionId: uuid, nonce: text, claims: jsonOf(launchSchema), expiresAt: timestamp },
  row: { id: uuid },
  sql: `INSERT INTO lti_launch (connection_id, nonce, claims, expires_at)
    VALUES ($connectionId, $nonce, $claims, $expiresAt)
    ON CONFLICT (connection_id, nonce) DO NOTHING RETURNING id`,
});

/** Keeps what a platform proved. @returns its id; null where it was proved before: each is taken once */
export async function keepLaunch(
  on: Queryable,
  now: Date,
  kept: { readonly connectionId: string; readonly nonce: string; readonly claims: Launch },
): Promise<string | null> {
  const expiresAt = new Date(now.getTime() + KEPT_MS);
  return (await on.find(insertLaunch, { ...kept, expiresAt }))?.id ?? null;
}

const takeLaunch = statement({
  name: "take-lti-launch",
  params: { id: uuid, connectionId: uuid, nonce: text, frame: nullable(text), now: timestamp },
  row: { claims: jsonOf(launchSchema) },
  sql: `UPDATE lti_launch SET arrived_at = $now, frame = $frame
    WHERE id = $id AND connection_id = $connectionId AND nonce = $nonce AND arrived_at IS NULL AND expires_at > $now
    RETURNING claims`,
});

/** Takes what was kept, for the browser that began it; null where there is no such thing, or it was taken. */
export async function takeKeptLaunch(
  on: Queryable,
  now: Date,
  taken: { id: string; connectionId: string; nonce: string; frame: string | null },
): Promise<Launch | null> {
  if (!z.uuid().safeParse(taken.id).success) return null;
  return (await on.find(takeLaunch, { ...taken, now }))?.claims ?? null;
}

const forgetLaunches = statement({
  name: "forget-lti-launches",
  params: { now: timestamp },
  sql: "DELETE FROM lti_launch WHERE expires_at <= $now",
});

/** Forgets what nobody opens any more. */
export async function sweepLaunches(on: Queryable, now: Date): Promise<void> {
  await on.run(forgetLaunches, { now });
}
