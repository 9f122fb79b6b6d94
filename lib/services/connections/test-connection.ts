import { z } from "zod";
import { SealError, unseal } from "../../auth/sealed";
import { connectionPlace } from "../../auth/secret-places";
import { boolean, certain, nullable, text, timestamp, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import type { ConnectionTest } from "../../domain/connections/views";
import { SCOPES } from "../../domain/lti/launch";
import { env } from "../../env";
import { t } from "../../language/t";
import { checkProvider } from "../../protocols/check-oidc";
import { checkPlatform } from "../../protocols/lti/check-platform";
import { checkSaml } from "../../protocols/saml/check-saml";
import { checkStore } from "../../protocols/xapi/store";
import type { Context } from "../context";
import { keysOf } from "../lti/own-keys";
import { notFound, type Result, succeed } from "../result";
import { administered } from "./parts/administered";
import { spoken, spokenOf } from "./parts/connection-rows";
import { settingsProblem } from "./parts/settings-problem";
import { postTestEvent } from "./parts/test-event";
import { trailTarget } from "./parts/trail-target";

const connectionToTest = statement({
  name: "connection-to-test",
  params: { id: uuid, institutionId: uuid },
  row: {
    id: uuid,
    spoken,
    secret: nullable(text),
    hasToken: certain(boolean),
    enabled: certain(boolean),
    heardAt: nullable(timestamp),
    problem: nullable(text),
  },
  sql: `SELECT id, ${spokenOf()} AS spoken, secret, token_hash IS NOT NULL AS "hasToken",
      enabled_at IS NOT NULL AS enabled, heard_at AS "heardAt", problem
    FROM connection WHERE id = $id AND institution_id = $institutionId`,
});

type Tested = RowOf<typeof connectionToTest>;

/** Asks the other system, and says step by step what it found: in words that an admin can pass on. */
export async function testConnection(
  ctx: Context,
  id: string,
  redirectUri: string,
): Promise<Result<ConnectionTest>> {
  const connectionId = z.uuid().safeParse(id);
  const { db, now } = ctx;
  const institutionId = administered(ctx);
  if (institutionId === null || !connectionId.success) return notFound("connection");
  const found = await db.find(connectionToTest, { id: connectionId.data, institutionId });
  if (!found) return notFound("connection");
  const { kind, settings } = found.spoken;
  if (kind === "saml")
    return succeed({ steps: [...ownKeySteps(found), ...(await checkSaml(settings, now))] });
  if (kind === "lti") {
    const steps = ownKeySteps(found);
    if (steps.length > 0) return succeed({ steps });
    const book = {
      settings,
      keys: keysOf(found),
      key: `test of ${found.id}`,
      scopes: Object.values(SCOPES),
      signal: new AbortController().signal,
      now,
    };
    return succeed({ steps: [...(await checkPlatform(book))] });
  }
  if (kind === "scim") {
    return succeed({ steps: directorySteps(found, await settingsProblem(db, institutionId, found.spoken)) });
  }
  const opened = openSecret(found);
  if ("problem" in opened) return succeed({ steps: [{ ok: false, said: opened.problem }] });
  if (kind === "audit") {
    const target = trailTarget(settings, opened.secret);
    const said = await postTestEvent(target, { connectionId: found.id, institutionId, now });
    return succeed({
      steps: [
        said
          ? { ok: false, said }
          : { ok: true, said: t`${new URL(settings.address).host} took a test event (connection.test).` },
        ...(found.problem ? [{ ok: false, said: t`What was not taken last: ${found.problem}` }] : []),
      ],
    });
  }
  if (kind === "xapi") {
    return succeed({
      steps: [...addressSteps(), ...(await checkStore({ settings, secret: opened.secret ?? "" }))],
    });
  }
  return succeed({ steps: await checkProvider(settings, opened.secret, redirectUri) });
}

/** A directory asks Calot, and is never asked: what is known of it is what it asked. */
function directorySteps(
  { hasToken, enabled, heardAt, problem }: Tested,
  settingsWrong: string | null,
): ConnectionTest["steps"] {
  return [
    hasToken
      ? { ok: true, said: t`There is a token.` }
      : { ok: false, said: t`There is no token yet: make one, and enter it in the directory.` },
    ...(settingsWrong ? [{ ok: false, said: settingsWrong }] : []),
    enabled
      ? { ok: true, said: t`The connection is on.` }
      : { ok: false, said: t`The connection is off: until it is turned on, every token is refused.` },
    heardAt
      ? { ok: true, said: t`The directory has asked, and showed the right token.` }
      : {
          ok: false,
          said: t`The directory has not asked yet, or not with this token. Press “Test connection” there; if it says that the token is wrong, make another one here.`,
        },
    ...(problem ? [{ ok: false, said: t`What it asked last that could not be done: ${problem}` }] : []),
  ];
}

/** What is told elsewhere names Calot's pages: by the address that browsers use. */
const addressSteps = (): ConnectionTest["steps"] =>
  env().NEXTAUTH_URL
    ? []
    : [{ ok: false, said: t`This server doesn’t know its own address: whoever runs it sets NEXTAUTH_URL.` }];

/** Whether Calot can sign what it asks. */
function ownKeySteps(found: Kept): ConnectionTest["steps"] {
  const opened = openSecret(found, t`name the key of before behind a comma, or add the connection anew`);
  return "problem" in opened ? [{ ok: false, said: opened.problem }] : [];
}

type Kept = { readonly id: string; readonly secret: string | null };

/** @param todo what to do where it can't be opened */
function openSecret(
  { id, secret }: Kept,
  todo = t`enter the secret again`,
): { readonly secret: string | null } | { readonly problem: string } {
  try {
    return { secret: secret === null ? null : unseal(secret, connectionPlace(id)) };
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return {
      problem: t`The secret that is kept here can’t be opened, as the server’s SECRETS_KEY is another one now: ${todo}.`,
    };
  }
}
