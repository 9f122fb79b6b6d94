import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";

/** What somebody is at the stand-in. */
export type StandInPerson = { readonly sub: string } & JWTPayload;

type Lies = {
  /** In place of what is true, in the ID token. */
  readonly claims?: JWTPayload;
  /** Its ID token is signed by a key that it doesn't name, or by none. */
  readonly signature?: "other" | "none";
  /** Of the address that people come back to. */
  readonly iss?: string;
  /** The client's secret is another one. */
  readonly secret?: string;
  /** Its token endpoint says this in place of a token. */
  readonly error?: string;
};

/** A provider of OpenID Connect that says what a test wants it to. */
export type StandInProvider = {
  readonly issuer: string;
  readonly lies: { current: Lies };
  /** Follows an address that somebody is sent to, and signs them in as a person: where they are sent back to. */
  enter(address: string, person: StandInPerson): URL;
  /** A logout token, with other claims in place of those it would have. */
  logoutToken(claims: JWTPayload, key?: "own" | "other"): Promise<string>;
  /** How many codes were exchanged. */
  readonly exchanged: { count: number };
  /** While it is away, it breaks each connection off. */
  readonly away: { current: boolean };
  close(): Promise<void>;
};

type Given = { readonly person: StandInPerson; readonly query: URLSearchParams; used: boolean };

/** What it knows Calot by. */
export const STAND_IN_CLIENT = { id: "calot", secret: "a secret between the two" };

const LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

/** Starts a stand-in on this machine. */
export async function startStandIn(): Promise<StandInProvider> {
  const keys = await generateKeyPair("RS256", { extractable: true });
  const others = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "first", alg: "RS256", use: "sig" };
  const codes = new Map<string, Given>();
  const lies: { current: Lies } = { current: {} };
  const exchanged = { count: 0 };
  const away = { current: false };
  let issuer = "";

  const sign = (claims: JWTPayload, key: CryptoKey, typ = "JWT"): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "first", typ }).sign(key);
  const now = (): number => Math.floor(Date.now() / 1000);

  async function token(request: IncomingMessage): Promise<readonly [number, object]> {
    const form = new URLSearchParams(await bodyOf(request));
    const given = codes.get(form.get("code") ?? "");
    const basic = Buffer.from((request.headers.authorization ?? "").slice(6), "base64").toString();
    const expected = `${STAND_IN_CLIENT.id}:${encodeURIComponent(lies.current.secret ?? STAND_IN_CLIENT.secret).replaceAll("%20", "+")}`;
    if (basic !== expected) return [401, { error: "invalid_client" }];
    if (lies.current.error) return [400, { error: lies.current.error }];
    if (!given || given.used) return [400, { error: "invalid_grant" }];
    given.used = true;
    exchanged.count++;
    const claims = {
      iss: issuer,
      aud: STAND_IN_CLIENT.id,
      iat: now(),
      exp: now() + 300,
      nonce: given.query.get("nonce") ?? "",
      auth_time: now(),
      sid: `session of ${given.person.sub}`,
      ...given.person,
      ...lies.current.claims,
    };
    const { signature } = lies.current;
    const idToken =
      signature === "none"
        ? new UnsecuredJWT(claims).encode()
        : await sign(claims, signature === "other" ? others.privateKey : keys.privateKey);
    return [
      200,
      { access_token: given.person.sub, token_type: "Bearer", expires_in: 300, id_token: idToken },
    ];
  }

  const server = createServer((request, response) => {
    void answer(request).then(
      ([status, body]) => json(response, status, body),
      (error: unknown) => json(response, 500, { error: String(error) }),
    );
  });
  async function answer(request: IncomingMessage): Promise<readonly [number, object]> {
    if (away.current) request.socket.destroy();
    switch ((request.url ?? "").split("?", 1)[0]) {
      case "/.well-known/openid-configuration":
        return [
          200,
          {
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/keys`,
            end_session_endpoint: `${issuer}/leave`,
            response_types_supported: ["code"],
            subject_types_supported: ["public"],
            id_token_signing_alg_values_supported: ["RS256"],
            authorization_response_iss_parameter_supported: true,
            code_challenge_methods_supported: ["S256"],
          },
        ];
      case "/keys":
        return [200, { keys: [jwk] }];
      case "/token":
        return token(request);
      default:
        return [404, {}];
    }
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    lies,
    exchanged,
    away,
    enter(address, person) {
      const query = new URL(address).searchParams;
      const code = `code ${codes.size + 1}`;
      codes.set(code, { person, query, used: false });
      const back = new URL(query.get("redirect_uri")!);
      back.search = new URLSearchParams({
        code,
        state: query.get("state")!,
        iss: lies.current.iss ?? issuer,
      }).toString();
      return back;
    },
    logoutToken: (claims, key = "own") =>
      sign(
        {
          iss: issuer,
          aud: STAND_IN_CLIENT.id,
          iat: now(),
          exp: now() + 120,
          jti: crypto.randomUUID(),
          events: { [LOGOUT_EVENT]: {} },
          ...claims,
        },
        key === "own" ? keys.privateKey : others.privateKey,
        "logout+jwt",
      ),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

const json = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};
