import { randomUUID } from "node:crypto";
import { canSeal, seal } from "../../auth/sealed";
import { connectionPlace } from "../../auth/secret-places";
import { nullable, text, timestamp, uuid } from "../../db/columns";
import { uniqueViolation } from "../../db/errors";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { connectionInputSchema } from "../../domain/connections/input";
import type { ConnectionKind } from "../../domain/connections/kinds";
import type { Input } from "../../domain/view";
import { makeKeys } from "../../protocols/lti/keys";
import { makeOwnKey } from "../../protocols/saml/certificates";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { administered } from "./parts/administered";
import { kind, writtenSettings } from "./parts/connection-rows";
import { NO_KEY, nameTaken, secretProblem } from "./parts/refusals";
import { settingsProblem } from "./parts/settings-problem";

const insertConnection = statement({
  name: "insert-connection",
  params: {
    id: uuid,
    institutionId: uuid,
    kind,
    name: text,
    settings: writtenSettings,
    secret: nullable(text),
    now: timestamp,
  },
  sql: `INSERT INTO connection (id, institution_id, kind, name, settings, secret, created_at, changed_at)
    VALUES ($id, $institutionId, $kind, $name, $settings, $secret, $now, $now)`,
});

/**
 * Connects the actor's institution to another system. It is off until it is turned on.
 *
 * @param id another one than there is; a new one unless given
 */
export async function addConnection(
  ctx: Context,
  input: Input<typeof connectionInputSchema>,
  id: string = randomUUID(),
): Promise<Result<{ readonly id: string }>> {
  const { db, now } = ctx;
  const institutionId = administered(ctx);
  if (institutionId === null) return notFound("page");
  const parsed = connectionInputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { secret: given, ...connection } = parsed.data;
  if (connection.kind !== "scim" && !canSeal()) return fail("conflict", NO_KEY);
  // Calot's own there, where the other side gives none.
  const secret = (await ownSecret(connection.kind, now)) ?? given;
  try {
    return await inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
      const problem =
        (await settingsProblem(tx, institutionId, connection)) ?? secretProblem(connection.kind, given);
      if (problem) return fail("invalid", problem);
      const sealed = secret === null ? null : seal(secret, connectionPlace(id));
      await tx.run(insertConnection, { ...connection, id, institutionId, secret: sealed, now });
      await writeAudit(tx, ctx, [
        { action: "connection.add", subject: id, detail: { kind: connection.kind, ...connection.settings } },
      ]);
      return succeed({ id });
    });
  } catch (error) {
    if (uniqueViolation(error) === "connection_institution_id_name_key") return nameTaken(connection.name);
    throw error;
  }
}

/** Calot's own key, for the kinds whose other side is shown one; null for those whose other side gives a secret. */
async function ownSecret(kind: ConnectionKind, now: Date): Promise<string | null> {
  if (kind === "saml") return JSON.stringify(await makeOwnKey(now));
  return kind === "lti" ? JSON.stringify(await makeKeys()) : null;
}
