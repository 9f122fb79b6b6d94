import { z } from "zod";
import { may } from "../../auth/policy";
import { SealError, unseal } from "../../auth/sealed";
import { nullable, text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { OidcSettings } from "../../domain/connections/oidc";
import type { ConnectionTest } from "../../domain/connections/views";
import { t } from "../../language/t";
import { checkProvider } from "../../protocols/check-oidc";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { secretPlace, storedSettings } from "./parts/connection-rows";

const connectionToTest = statement({
  name: "connection-to-test",
  params: { id: uuid, institutionId: uuid },
  row: { id: uuid, settings: storedSettings, secret: nullable(text) },
  sql: "SELECT id, settings, secret FROM connection WHERE id = $id AND institution_id = $institutionId",
});

/** Asks the other system, and says step by step what it found: in words that an admin can pass on. */
export async function testConnection(
  { actor, db }: Context,
  id: string,
  redirectUri: string,
): Promise<Result<ConnectionTest>> {
  const connectionId = z.uuid().safeParse(id);
  if (!may(actor, "administer") || !connectionId.success) return notFound("connection");
  const { institutionId } = actor;
  const found = await db.find(connectionToTest, { id: connectionId.data, institutionId });
  if (!found) return notFound("connection");
  const opened = openSecret(found);
  if ("problem" in opened) return succeed({ steps: [{ ok: false, said: opened.problem }] });
  return succeed({ steps: await checkProvider(found.settings, opened.secret, redirectUri) });
}

type Kept = { readonly id: string; readonly settings: OidcSettings; readonly secret: string | null };

function openSecret({ id, secret }: Kept): { readonly secret: string | null } | { readonly problem: string } {
  try {
    return { secret: secret === null ? null : unseal(secret, secretPlace(id)) };
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return {
      problem: t`The secret that is kept here can’t be opened, as the server’s SECRETS_KEY is another one now: enter the secret again.`,
    };
  }
}
