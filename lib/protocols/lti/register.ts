import { z } from "zod";
import { isSafeAddress } from "../../domain/connections/fields";
import { MEMBERS_SCOPE, SCOPES } from "../../domain/lti/launch";
import { networkWord, ProviderError } from "../provider-error";

const PATIENCE_MS = 10_000;
const CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration";

/** Nothing is registered where what follows can't be entered here. */
const safe = z.string().max(500).refine(isSafeAddress);

const platformSchema = z.looseObject({
  issuer: safe,
  authorization_endpoint: safe,
  token_endpoint: safe,
  jwks_uri: safe,
  registration_endpoint: z.string().refine((text) => isSafeAddress(text.split("?")[0] ?? "")),
  /** Of some platforms: whom a request for a token is written to. */
  authorization_server: z.string().optional(),
});

const registeredSchema = z.looseObject({
  client_id: z.string().min(1).max(300),
  [CONFIGURATION]: z.looseObject({ deployment_id: z.coerce.string().min(1).max(255).optional() }).optional(),
});

/** How Calot is reached, for a platform to enter. */
export type OwnAddresses = {
  readonly origin: string;
  readonly login: string;
  readonly launch: string;
  readonly keys: string;
};

export type Registered = {
  readonly issuer: string;
  readonly clientId: string;
  readonly authAddress: string;
  readonly tokenAddress: string;
  readonly keysAddress: string;
  readonly tokenAudience: string | null;
  readonly deployments: readonly string[];
};

async function asked<Schema extends z.ZodType>(
  address: string,
  init: RequestInit,
  schema: Schema,
): Promise<z.output<Schema>> {
  let response: Response;
  try {
    // What another address tells is not told by the one that was named.
    const signal = AbortSignal.timeout(PATIENCE_MS);
    response = await fetch(address, { ...init, redirect: "manual", signal });
  } catch (error) {
    throw new ProviderError("unreachable", networkWord(error), { cause: error });
  }
  if (!response.ok) throw new ProviderError("declined", `${address} answered ${response.status}`);
  const read = schema.safeParse(await response.json().catch(() => null));
  if (!read.success) throw new ProviderError("misconfigured", `${address} answered something else`);
  return read.data;
}

/**
 * Registers Calot at a platform that invites it to (dynamic registration 1.0): it tells where it is spoken to, and is told the same
 * of Calot.
 *
 * @param configuration the address at which the platform tells of itself
 * @param token shown where the platform gave one
 * @throws ProviderError
 */
export async function registerAt(
  configuration: string,
  token: string | null,
  own: OwnAddresses,
): Promise<Registered> {
  const platform = await asked(configuration, {}, platformSchema);
  // A platform speaks for itself alone.
  if (new URL(platform.issuer).host !== new URL(configuration).host) {
    throw new ProviderError("unproven", `${configuration} tells of ${platform.issuer}`);
  }
  const message = (type: string) => ({ type, target_link_uri: own.launch, label: "Calot" });
  const made = await asked(
    platform.registration_endpoint,
    {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({
        application_type: "web",
        response_types: ["id_token"],
        grant_types: ["implicit", "client_credentials"],
        client_name: "Calot",
        client_uri: own.origin,
        initiate_login_uri: own.login,
        redirect_uris: [own.launch],
        jwks_uri: own.keys,
        token_endpoint_auth_method: "private_key_jwt",
        scope: [...Object.values(SCOPES), MEMBERS_SCOPE].join(" "),
        [CONFIGURATION]: {
          domain: new URL(own.origin).host,
          target_link_uri: own.launch,
          claims: ["iss", "sub", "name", "email"],
          messages: [message("LtiResourceLinkRequest"), message("LtiDeepLinkingRequest")],
        },
      }),
    },
    registeredSchema,
  );
  const deployment = made[CONFIGURATION]?.deployment_id;
  return {
    issuer: platform.issuer,
    clientId: made.client_id,
    authAddress: platform.authorization_endpoint,
    tokenAddress: platform.token_endpoint,
    keysAddress: platform.jwks_uri,
    tokenAudience: platform.authorization_server ?? null,
    deployments: deployment === undefined ? [] : [deployment],
  };
}
