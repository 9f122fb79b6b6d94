import { z } from "zod";
import { SealError } from "../../auth/sealed";
import type { Database } from "../../db/client";
import { certain, float, jsonOf, nullable, text, timestamp, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { ltiSettingsSchema } from "../../domain/connections/lti";
import { t } from "../../language/t";
import { findColumn, giveGrade } from "../../protocols/lti/grades";
import { type AskedPlatform, PlatformRefusal } from "../../protocols/lti/service";
import { span } from "../../sql/time";
import type { Sender, Told } from "../outbox/sender";
import { keysOf } from "./own-keys";

const payloadSchema = z.object({ linkId: z.uuid() });

const gradeToSend = statement({
  name: "lti-grade-to-send",
  params: { linkId: uuid, userId: uuid, connectionId: uuid },
  row: {
    linkId: uuid,
    resourceLinkId: text,
    templateId: certain(uuid),
    assignment: text,
    scopes: jsonOf(z.array(z.string())),
    lineItems: nullable(text),
    lineItem: nullable(text),
    connectionId: uuid,
    settings: jsonOf(ltiSettingsSchema.strip()),
    secret: nullable(text),
    changedAt: timestamp,
    subject: nullable(text),
  },
  sql: `SELECT l.id AS "linkId", l.resource_link_id AS "resourceLinkId", l.template_id AS "templateId", a.name AS assignment,
      l.scopes, l.line_items AS "lineItems", l.line_item AS "lineItem", c.id AS "connectionId", c.settings, c.secret,
      c.changed_at AS "changedAt", (
        SELECT e.subject FROM external_identity e
        WHERE e.user_id = g.user_id AND e.institution_id = c.institution_id AND e.issuer = c.settings->>'issuer'
        ORDER BY e.last_at DESC NULLS LAST, e.id LIMIT 1
      ) AS subject
    FROM lti_grade g
    JOIN lti_link l ON l.id = g.link_id AND l.connection_id = $connectionId AND l.template_id IS NOT NULL
    JOIN connection c ON c.id = l.connection_id AND c.kind = 'lti'
    JOIN assignment a ON a.id = l.assignment_id
    WHERE g.link_id = $linkId AND g.user_id = $userId`,
});

type ToSend = RowOf<typeof gradeToSend>;

// Platforms take no grade whose moment isn't later than the last one's, and some count whole seconds.
const stampGrade = statement({
  name: "stamp-lti-grade",
  params: { linkId: uuid, userId: uuid, now: timestamp },
  row: { score: float, stamp: certain(timestamp) },
  sql: `UPDATE lti_grade SET stamp = greatest($now, date_trunc('second', stamp) + ${span(1000)})
    WHERE link_id = $linkId AND user_id = $userId RETURNING score, stamp`,
});

const beginColumn = statement({
  name: "begin-lti-column",
  params: { linkId: uuid, now: timestamp, until: timestamp },
  sql: `UPDATE lti_link SET making_until = $until
    WHERE id = $linkId AND line_item IS NULL AND coalesce(making_until <= $now, true)`,
});

const keepColumn = statement({
  name: "keep-lti-column",
  params: { linkId: uuid, lineItem: nullable(text) },
  sql: "UPDATE lti_link SET line_item = $lineItem, making_until = NULL WHERE id = $linkId",
});

/** For so long one process looks for a column, or makes it: longer than a sender may take. */
const MAKING_MS = 60_000;

/** Tells platforms grades (AGS 2.0): what holds when it is told. */
export function gradeSender(db: Database, clock: () => Date = () => new Date()): Sender {
  return async ({ connectionId, userId, payload }, signal): Promise<Told> => {
    const { linkId } = payloadSchema.parse(payload);
    const found = userId === null ? null : await db.find(gradeToSend, { linkId, userId, connectionId });
    if (!found || userId === null) return never(t`There is no such grade any more.`);
    if (found.subject === null) return never(t`Their account is not linked to the platform any more.`);
    try {
      const book = bookOf(found, signal, clock());
      const lineItem = found.lineItem ?? (await column(db, book, found, clock()));
      if (lineItem === null) return { outcome: "later", reason: t`The column of grades is being made.` };
      const { score, stamp } = await db.get(stampGrade, { linkId, userId, now: clock() });
      await giveGrade(book, lineItem, { subject: found.subject, given: score, at: stamp });
      return { outcome: "sent" };
    } catch (error) {
      if (error instanceof SealError) {
        return {
          outcome: "later",
          reason: t`Calot’s own key there can’t be opened: SECRETS_KEY is another one now.`,
        };
      }
      if (!(error instanceof PlatformRefusal)) throw error;
      // Gone: whoever sends it again has another one looked for.
      if (error.status === 404) await db.run(keepColumn, { linkId, lineItem: null });
      const { reason, final, after } = error;
      return final ? never(reason) : { outcome: "later", reason, ...(after && { after }) };
    }
  };
}

const never = (reason: string): Told => ({ outcome: "never", reason });

const bookOf = (
  { connectionId, settings, secret, changedAt, scopes }: ToSend,
  signal: AbortSignal,
  now: Date,
): AskedPlatform => ({
  settings,
  keys: keysOf({ id: connectionId, secret }),
  key: `${connectionId} ${changedAt.getTime()}`,
  scopes,
  signal,
  now,
});

/** The link's column, found or made by one at a time; null while another one is at it. */
async function column(db: Database, book: AskedPlatform, found: ToSend, now: Date): Promise<string | null> {
  const { linkId, lineItems, resourceLinkId, templateId, assignment: label } = found;
  if (lineItems === null) throw new PlatformRefusal(t`The platform has no column for this link.`, true);
  const until = new Date(now.getTime() + MAKING_MS);
  if ((await db.run(beginColumn, { linkId, now, until })) === 0) return null;
  let lineItem: string | null = null;
  try {
    lineItem = await findColumn(book, { lineItems, resourceLinkId, resourceId: templateId, label });
    return lineItem;
  } finally {
    await db.run(keepColumn, { linkId, lineItem });
  }
}
