import { z } from "zod";
import type { User } from "../../../auth/actor";
import { jsonOf, nullable, text, timestamp, uuid } from "../../../db/columns";
import type { Queryable } from "../../../db/queryable";
import { type RowOf, statement } from "../../../db/statement";
import { ltiSettingsSchema } from "../../../domain/connections/lti";
import { launchSchema } from "../../../domain/lti/launch";

/** What goes back to a platform: where to, and what is signed. */
export const answerSchema = z.object({ address: z.string(), token: z.string() });
export type Answer = z.infer<typeof answerSchema>;

// Whoever is signed in is who opened it there: another account of the same browser opens nothing by it.
const launchToOpen = statement({
  name: "lti-launch-to-open",
  params: { id: uuid, userId: uuid, now: timestamp },
  row: {
    id: uuid,
    connectionId: uuid,
    claims: jsonOf(launchSchema),
    frame: nullable(text),
    answer: nullable(jsonOf(answerSchema)),
    platform: text,
    settings: jsonOf(ltiSettingsSchema.strip()),
    secret: nullable(text),
  },
  sql: `SELECT l.id, l.connection_id AS "connectionId", l.claims, l.frame, l.answer, c.name AS platform, c.settings, c.secret
    FROM lti_launch l JOIN connection c ON c.id = l.connection_id AND c.kind = 'lti' AND c.enabled_at IS NOT NULL
    JOIN "user" u ON u.id = $userId AND u.institution_id = c.institution_id
    WHERE l.id = $id AND l.arrived_at IS NOT NULL AND l.expires_at > $now AND EXISTS (
      SELECT FROM external_identity e WHERE e.user_id = u.id AND e.institution_id = c.institution_id
        AND e.issuer = c.settings->>'issuer' AND e.subject = l.claims->>'subject'
    )`,
});

export type OpenedLaunch = RowOf<typeof launchToOpen>;

/** What somebody opened on a platform; null for what nobody did, what is too old, and what another did. */
export async function findLaunch(
  on: Queryable,
  id: string,
  user: Pick<User, "id">,
  now: Date,
): Promise<OpenedLaunch | null> {
  const launchId = z.uuid().safeParse(id);
  return launchId.success ? on.find(launchToOpen, { id: launchId.data, userId: user.id, now }) : null;
}
