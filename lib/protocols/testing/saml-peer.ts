import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { escaped, makeSamlStandIn } from "./stand-in-saml";

/** A provider of SAML with pages of its own, on this machine. */
export type SamlPeer = { readonly metadataUrl: string; close(): Promise<void> };

type PeerOptions = {
  readonly port: number;
  /** What is told of whoever signs in there, by the name that they type. */
  readonly attributesOf: (login: string) => Readonly<Record<string, readonly string[]>>;
};

const page = (body: string): string =>
  `<!doctype html><html lang="en"><title>Provider</title><body>${body}</body></html>`;

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

const attribute = (xml: string, name: string): string => new RegExp(`${name}="([^"]+)"`).exec(xml)?.[1] ?? "";

/** Starts it. Anybody signs in there by any name; it remembers them, unless it is asked to let them show it anew. */
export async function startSamlPeer({ port, attributesOf }: PeerOptions): Promise<SamlPeer> {
  const origin = `http://127.0.0.1:${port}`;
  const provider = await makeSamlStandIn(origin);
  const logins = new Map<string, string>();
  const server = createServer((request, response) => {
    const say = (status: number, body: string, headers: Record<string, string> = {}) =>
      response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers }).end(page(body));
    const url = new URL(request.url ?? "/", origin);
    const signIn = async (): Promise<void> => {
      const { id, xml } = provider.requestOf(url.href);
      const kept = /login=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
      const typed = request.method === "POST" ? (await formOf(request)).get("login") : null;
      const login = typed ?? (xml.includes('ForceAuthn="true"') ? undefined : logins.get(kept));
      if (!login) {
        say(200, `<form method="post"><label>Name <input name="login"></label><button>Go on</button></form>`);
        return;
      }
      const session = randomUUID();
      logins.set(session, login);
      const acsUrl = attribute(xml, "AssertionConsumerServiceURL");
      const audience = /<(?:\w+:)?Issuer[^>]*>([^<]+)</.exec(xml)?.[1] ?? "";
      const told = await provider.answer(
        { requestId: id, acsUrl, audience },
        { nameId: login, attributes: attributesOf(login) },
      );
      say(
        200,
        `<form method="post" action="${escaped(acsUrl)}"><input type="hidden" name="SAMLResponse" value="${told}"><button>Back</button></form><script>document.forms[0].submit()</script>`,
        { "set-cookie": `login=${session}; Path=/` },
      );
    };
    if (url.pathname === "/metadata") {
      response.writeHead(200, { "content-type": "application/samlmetadata+xml" }).end(provider.metadata);
    } else if (url.pathname === "/sso" && url.searchParams.has("SAMLRequest")) {
      signIn().catch((error: unknown) => say(500, escaped(String(error))));
    } else say(url.pathname === "/sso" ? 200 : 404, "Nothing is asked.");
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    metadataUrl: `${origin}/metadata`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
