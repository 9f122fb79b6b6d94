import { z } from "zod";
import { canSeal, seal } from "../../auth/sealed";
import { connectionPlace } from "../../auth/secret-places";
import { nullable, text, timestamp, uuid } from "../../db/columns";
import { uniqueViolation } from "../../db/errors";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { connectionChangeSchema } from "../../domain/connections/input";
import type { ConnectionKind } from "../../domain/connections/kinds";
import { type Spoken, settingsSchemas, spokenSchema } from "../../domain/connections/spoken";
import type { Input } from "../../domain/view";
import { t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { hastenDeliveries } from "../outbox/put-deliveries";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { administered } from "./parts/administered";
import { connectionToChange, writtenSettings } from "./parts/connection-rows";
import { NO_KEY, nameTaken, secretProblem } from "./parts/refusals";
import { settingsProblem } from "./parts/settings-problem";

const updateConnection = statement({
  name: "update-connection",
  params: {
    id: uuid,
    name: text,
    settings: writtenSettings,
    secret: nullable(text),
    enabledAt: nullable(timestamp),
    now: timestamp,
  },
  sql: `UPDATE connection SET name = $name, settings = $settings, secret = $secret, enabled_at = $enabledAt,
      changed_at = $now
    WHERE id = $id`,
});

const hastenTrail = statement({
  name: "hasten-audit-feed",
  params: { id: uuid },
  sql: "UPDATE audit_feed SET send_after = NULL WHERE connection_id = $id",
});

/** Changes a connection, turns it on or off. It holds at once, for sessions that go on it changes nothing. */
export async function changeConnection(
  ctx: Context,
  id: string,
  input: Input<typeof connectionChangeSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { db, now } = ctx;
  const connectionId = z.uuid().safeParse(id);
  const institutionId = administered(ctx);
  if (institutionId === null || !connectionId.success) return notFound("connection");
  const parsed = connectionChangeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { enabled, secret, ...change } = parsed.data;
  if (secret && !canSeal()) return fail("conflict", NO_KEY);
  try {
    return await inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
      const before = await tx.find(connectionToChange, { id: connectionId.data, institutionId });
      if (!before) return notFound("connection");
      const spoken = change.settings
        ? readSettings(before.spoken.kind, change.settings)
        : succeed(before.spoken);
      if (!spoken.ok) return spoken;
      const problem =
        (change.settings ? await settingsProblem(tx, institutionId, spoken.value) : null) ??
        secretProblem(before.spoken.kind, secret ?? null);
      if (problem) return fail("invalid", problem);
      const { settings } = spoken.value;
      if (secret !== undefined && ["saml", "lti"].includes(before.spoken.kind)) {
        return fail("conflict", t`A connection of this kind has a key of Calot’s own, and takes no secret.`);
      }
      const isOn = enabled ?? before.enabledAt !== null;
      const sealed = secret ? seal(secret, connectionPlace(before.id)) : null;
      await tx.run(updateConnection, {
        id: before.id,
        name: change.name ?? before.name,
        settings,
        secret: secret === undefined ? before.secret : sealed,
        enabledAt: isOn ? (before.enabledAt ?? now) : null,
        now,
      });
      await hastenDeliveries(tx, now, before.id);
      await tx.run(hastenTrail, { id: before.id });
      const detail = {
        ...(change.settings && { before: before.spoken.settings, after: settings }),
        ...(change.name !== undefined && change.name !== before.name && { renamed: true }),
        ...(secret !== undefined && { otherSecret: true }),
        ...(isOn !== (before.enabledAt !== null) && { enabled: isOn }),
      };
      await writeAudit(tx, ctx, [{ action: "connection.change", subject: before.id, detail }]);
      return succeed({ id: before.id });
    });
  } catch (error) {
    if (uniqueViolation(error) === "connection_institution_id_name_key") return nameTaken(change.name ?? "");
    throw error;
  }
}

/** Settings as the kind of the connection has them. */
function readSettings(kind: ConnectionKind, given: object): Result<Spoken> {
  const read = settingsSchemas[kind].safeParse(given);
  if (!read.success) {
    return invalid(
      new z.ZodError(read.error.issues.map((issue) => ({ ...issue, path: ["settings", ...issue.path] }))),
    );
  }
  return succeed(spokenSchema.parse({ kind, settings: read.data }));
}
