import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** A program that signs people in and was written by others (npm's oidc-provider): with its own pages for it. */
export type OidcPeer = { readonly issuer: string; close(): Promise<void> };

type PeerOptions = {
  readonly port: number;
  readonly client: { readonly id: string; readonly secret: string };
  readonly redirectUri: string;
  readonly afterSigningOut: string;
  readonly logoutUri: string;
  /** What is told of whoever signs in there, by the name that they type. */
  readonly claimsOf: (login: string) => Readonly<Record<string, unknown>>;
};

/** Starts it on this machine. Anybody signs in there with any name and any password. */
export async function startPeer({
  port,
  client,
  redirectUri,
  afterSigningOut,
  logoutUri,
  claimsOf,
}: PeerOptions): Promise<OidcPeer> {
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [afterSigningOut],
        backchannel_logout_uri: logoutUri,
        backchannel_logout_session_required: true,
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email"], profile: ["name", "groups"] },
    cookies: { keys: ["a key of the peer’s own"] },
    features: { backchannelLogout: { enabled: true } },
    findAccount: (_, login) => ({ accountId: login, claims: () => ({ sub: login, ...claimsOf(login) }) }),
  });
  const server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: own } = server.address() as AddressInfo;
  if (own !== port) throw new Error(`The peer listens on ${own}.`);
  return {
    issuer,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
