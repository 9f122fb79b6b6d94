import type { OidcSettings } from "../domain/connections/oidc";
import type { ConnectionTest } from "../domain/connections/views";
import { t } from "../language/t";
import { askProvider, findProvider, type Provider, tokenAnswer } from "./oidc";
import { providerError } from "./oidc-problem";

type Step = ConnectionTest["steps"][number];

const ok = (said: string): Step => ({ ok: true, said });
const no = (said: string): Step => ({ ok: false, said });

/**
 * What a provider says of itself and of Calot as its client, without anybody signing in: whether it is there and is the
 * one of the settings, what it can do, and whether it takes the client's ID and secret.
 */
export async function checkProvider(
  settings: OidcSettings,
  secret: string | null,
  redirectUri: string,
): Promise<readonly Step[]> {
  let provider: Provider;
  try {
    provider = await findProvider(settings, secret);
  } catch (error) {
    return [no(lookUpWords(error, settings))];
  }
  return [
    ok(t`${settings.issuer} answers, and says that it is that issuer.`),
    ...whatItOffers(provider, settings),
    await clientStep(provider, settings, redirectUri),
  ];
}

function lookUpWords(error: unknown, { issuer }: OidcSettings): string {
  const { problem, message } = providerError(error);
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  return problem === "unreachable"
    ? t`${address} can’t be reached from Calot’s server (${message}). Check the address, the firewall between them, and that the server trusts its certificate.`
    : t`${address} answers, and not as this issuer does (${message}). Write the issuer as the provider does, to the last slash.`;
}

function whatItOffers({ configuration }: Provider, { scopes, signOutThere }: OidcSettings): Step[] {
  const {
    code_challenge_methods_supported: challenges,
    scopes_supported: known,
    end_session_endpoint: leaving,
    backchannel_logout_supported: calls,
    jwks_uri: keys,
  } = configuration.serverMetadata();
  const unknown = known ? scopes.split(" ").filter((scope) => !known.includes(scope)) : [];
  const steps = [
    keys
      ? ok(t`It names the keys it signs with.`)
      : no(t`It names no keys (jwks_uri): nothing that it signs can be checked.`),
  ];
  if (challenges && !challenges.includes("S256")) {
    steps.push(no(t`It says that it doesn’t take PKCE with S256, which Calot always uses.`));
  }
  if (unknown.length > 0) steps.push(no(t`It doesn’t list these scopes: ${unknown.join(", ")}.`));
  if (signOutThere) {
    steps.push(
      leaving
        ? ok(t`Signing out goes on there.`)
        : ok(t`It has no address for signing out: whoever signs out of Calot stays signed in there.`),
    );
  }
  steps.push(
    calls
      ? ok(t`It can tell Calot when it signs somebody out.`)
      : ok(
          t`It doesn’t say that it tells when it signs somebody out: a session here then ends by itself, or by closing the account.`,
        ),
  );
  return steps;
}

/** Tries a code that nobody was given: a provider that knows the client says that the code is wrong, and else that the client is. */
async function clientStep(
  provider: Provider,
  { scopes, clientId }: OidcSettings,
  redirectUri: string,
): Promise<Step> {
  const { asked } = await askProvider(provider, { scopes, redirectUri });
  const said = await tokenAnswer(provider, asked);
  if (said === "invalid_grant") return ok(t`It takes the client ID and the secret.`);
  if (said === "invalid_client" || said === "unauthorized_client") {
    return no(
      t`It doesn’t take the client ID ${clientId} with this secret (${said}). Copy both once more; secrets expire at some providers.`,
    );
  }
  return no(
    t`It didn’t say whether it takes the client ID and the secret (${said}). Check that the redirect address ${redirectUri} stands there, to the letter.`,
  );
}
