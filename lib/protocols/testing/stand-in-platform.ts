import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import {
  createRemoteJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTPayload,
  jwtVerify,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { claimNames, SCOPES } from "../../domain/lti/launch";

/**
 * A learning platform, as LTI 1.3 core, deep linking 2.0, AGS 2.0 and NRPS 2.0 have one, with what Moodle and Canvas make of them: grades
 * are refused whose second isn't later, columns are made as often as they are asked for, their addresses have a query.
 */

/** What a request comes to. */
export type Fault =
  | "none"
  /** The connection breaks before anything is done, or after all of it is. */
  | "drop-before"
  | "drop-after"
  /** Done, and then an error or something unreadable is answered. */
  | "error-after"
  | "garbage-after"
  /** Not done, and answered with a status. */
  | "error"
  | "busy"
  | "conflict"
  | "unauthorized"
  | "garbage";

export type PlatformPerson = {
  readonly sub: string;
  readonly name?: string;
  readonly email?: string;
  readonly roles: readonly string[];
};

type Score = {
  readonly given: number;
  readonly maximum: number;
  readonly at: string;
  readonly times: number;
};
type Column = {
  readonly label: string;
  readonly resourceLinkId: string;
  readonly scores: Map<string, Score>;
};
type Link = { readonly title: string; readonly custom: Record<string, string>; readonly course: string };

export type StandInPlatform = {
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly links: Map<string, Link>;
  readonly columns: Column[];
  /** The people of its one course, two to a page; null where it has no list of them. */
  readonly members: { current: readonly (PlatformPerson & { readonly status?: string })[] | null };
  /** Which person its sign-in page takes next, when a browser comes by it. */
  readonly person: { current: PlatformPerson };
  /** What goes wrong with the next request to its services. */
  readonly fault: { next: (what: string) => Fault };
  readonly faults: { count: number; requests: number };
  /** Claims in place of what is true, in the ID token. */
  readonly lies: {
    claims: JWTPayload;
    signature: "own" | "other" | "none";
    /** What it tells of itself, and of a registration, in place of what is true. */
    configuration: object;
    registered: object;
    /** A page of the course's people, and what its Link header says. */
    members: ((page: number) => { readonly body: unknown; readonly link?: string }) | null;
  };
  /** Where Calot publishes its keys, so that what it signs can be checked. */
  readonly tool: { keysAddress: string; launchAddress: string };
  /** The ID token that it posts for a person, to what was asked of its authentication address. */
  idToken(asked: URLSearchParams, person: PlatformPerson): Promise<string>;
  /** Reads the answer to a choice, and makes its link. @returns the link's id */
  take(token: string, course: string): Promise<string>;
  /** What a launch begins with. */
  begin(link: string | null, person: PlatformPerson): URLSearchParams;
  close(): Promise<void>;
};

const COURSE_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
export const role = (name: string): string => `${COURSE_ROLE}${name}`;

const escaped = (value: string): string =>
  value.replaceAll(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);

/** Starts a stand-in on this machine. */
export async function startPlatform(port = 0): Promise<StandInPlatform> {
  const keys = await generateKeyPair("RS256", { extractable: true });
  const others = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "platform", alg: "RS256", use: "sig" };
  const tokens = new Set<string>();
  const links = new Map<string, Link>();
  const columns: Column[] = [];
  const platform = {
    issuer: "",
    clientId: "calot-client",
    deploymentId: "7",
    links,
    columns,
    members: { current: null } as StandInPlatform["members"],
    person: { current: { sub: "1", roles: [] } as PlatformPerson },
    fault: { next: (_what: string): Fault => "none" },
    faults: { count: 0, requests: 0 },
    lies: {
      claims: {} as JWTPayload,
      signature: "own" as "own" | "other" | "none",
      configuration: {},
      registered: {},
      members: null as StandInPlatform["lies"]["members"],
    },
    tool: { keysAddress: "", launchAddress: "" },
    idToken,
    take,
    begin,
    close,
  };

  const lineItem = (index: number): string => `${platform.issuer}/items/${index}/lineitem?type_id=1`;

  function begin(link: string | null, person: PlatformPerson): URLSearchParams {
    return new URLSearchParams({
      iss: platform.issuer,
      login_hint: person.sub,
      lti_message_hint: JSON.stringify({ link }),
      target_link_uri: platform.tool.launchAddress,
      client_id: platform.clientId,
      lti_deployment_id: platform.deploymentId,
    });
  }

  async function idToken(asked: URLSearchParams, person: PlatformPerson): Promise<string> {
    const { link } = JSON.parse(asked.get("lti_message_hint")!) as { link: string | null };
    const at = Math.floor(Date.now() / 1000);
    const own = link === null ? undefined : links.get(link);
    const column = columns.findIndex(({ resourceLinkId }) => resourceLinkId === link);
    const opened =
      link === null
        ? {
            [claimNames.messageType]: "LtiDeepLinkingRequest",
            [claimNames.context]: { id: "course-1", title: "Surgery" },
            [claimNames.deepLinking]: {
              deep_link_return_url: `${platform.issuer}/deep-link`,
              accept_types: ["link", "ltiResourceLink"],
              accept_presentation_document_targets: ["iframe", "window"],
              data: "what the platform wants back",
            },
          }
        : {
            [claimNames.messageType]: "LtiResourceLinkRequest",
            [claimNames.context]: { id: own?.course ?? "course-1", title: "Surgery" },
            [claimNames.resourceLink]: { id: link, title: own?.title ?? "A link" },
            [claimNames.custom]: own?.custom ?? {},
            [claimNames.endpoint]: {
              scope: Object.values(SCOPES),
              lineitems: `${platform.issuer}/items?type_id=1`,
              ...(column >= 0 && { lineitem: lineItem(column) }),
            },
          };
    const claims = {
      iss: platform.issuer,
      aud: platform.clientId,
      iat: at,
      exp: at + 60,
      nonce: asked.get("nonce")!,
      sub: person.sub,
      ...(person.name !== undefined && { name: person.name }),
      ...(person.email !== undefined && { email: person.email }),
      [claimNames.version]: "1.3.0",
      [claimNames.deployment]: platform.deploymentId,
      [claimNames.target]: platform.tool.launchAddress,
      [claimNames.roles]: person.roles,
      ...(platform.members.current && {
        [claimNames.members]: {
          context_memberships_url: `${platform.issuer}/members?course=1`,
          service_versions: ["2.0"],
        },
      }),
      ...opened,
      ...platform.lies.claims,
    };
    const { signature } = platform.lies;
    if (signature === "none") return new UnsecuredJWT(claims).encode();
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "platform", typ: "JWT" })
      .sign(signature === "own" ? keys.privateKey : others.privateKey);
  }

  /** What Calot signed for this platform. */
  async function signedByTool(token: string, audience: string): Promise<JWTPayload> {
    const set = createRemoteJWKSet(new URL(platform.tool.keysAddress));
    const options = { issuer: platform.clientId, audience, algorithms: ["RS256"] };
    return (await jwtVerify(token, set, options)).payload;
  }

  async function take(token: string, course: string): Promise<string> {
    const said = await signedByTool(token, platform.issuer);
    if (said[claimNames.data] !== "what the platform wants back") throw new Error("data is missing");
    const [item] = said[claimNames.contentItems] as {
      title: string;
      url: string;
      custom: Record<string, string>;
      lineItem?: { label: string; scoreMaximum: number };
    }[];
    if (!item || item.url !== platform.tool.launchAddress) throw new Error("no link to Calot");
    const id = `link-${links.size + 1}`;
    links.set(id, { title: item.title, custom: item.custom, course });
    if (item.lineItem) {
      columns.push({ label: item.lineItem.label, resourceLinkId: id, scores: new Map() });
    }
    return id;
  }

  type Answer = {
    readonly status: number;
    readonly body: unknown;
    readonly headers?: Record<string, string>;
  };
  const json = (status: number, body: unknown, headers = {}): Answer => ({ status, body, headers });

  async function service(request: IncomingMessage, url: URL, body: string): Promise<Answer> {
    if (url.pathname === "/token") {
      const form = new URLSearchParams(body);
      await signedByTool(form.get("client_assertion")!, `${platform.issuer}/token`);
      const token = `token-${tokens.size + 1}`;
      tokens.add(token);
      return json(200, {
        access_token: token,
        token_type: "Bearer",
        expires_in: 3600,
        scope: form.get("scope"),
      });
    }
    if (!tokens.has((request.headers.authorization ?? "").slice("Bearer ".length))) {
      return json(401, { error: "who are you?" });
    }
    if (url.pathname === "/members") {
      const all = platform.members.current ?? [];
      const page = Number(url.searchParams.get("page") ?? 0);
      const lie = platform.lies.members?.(page);
      if (lie) return json(200, lie.body, lie.link === undefined ? {} : { link: lie.link });
      const next = new URL(url);
      next.searchParams.set("page", String(page + 1));
      const members = all.slice(page * 2, page * 2 + 2).map(({ sub, roles, status }) => ({
        user_id: sub,
        roles,
        ...(status !== undefined && { status }),
      }));
      const more = (page + 1) * 2 < all.length;
      // What changed since is offered too, as the specification lets a platform.
      const links = [
        `<${platform.issuer}/members?since=1,2>; rel="differences"`,
        ...(more ? [`<${next.href}>; rel="next"`] : []),
      ];
      return json(200, { id: url.href, members }, { link: links.join(", ") });
    }
    const own = (column: Column): object => ({
      id: lineItem(columns.indexOf(column)),
      label: column.label,
      scoreMaximum: 100,
      resourceLinkId: column.resourceLinkId,
    });
    if (url.pathname === "/items" && request.method === "GET") {
      // A page each, and what it is asked for it doesn't heed.
      const page = Number(url.searchParams.get("page") ?? 0);
      const next = new URL(url);
      next.searchParams.set("page", String(page + 1));
      const more = page + 1 < columns.length;
      return json(
        200,
        columns.slice(page, page + 1).map(own),
        more ? { link: `<${next.href}>; rel="next"` } : {},
      );
    }
    if (url.pathname === "/items") {
      const made = JSON.parse(body) as { label: string; resourceLinkId: string };
      const column = { ...made, scores: new Map() };
      columns.push(column);
      return json(201, own(column));
    }
    const [, index, what] = /^\/items\/(\d+)\/lineitem\/(scores|results)$/.exec(url.pathname) ?? [];
    const column =
      index === undefined || url.searchParams.get("type_id") !== "1" ? null : columns[Number(index)];
    if (!column) return json(404, "There is no such column.");
    if (what === "results") {
      const userId = url.searchParams.get("user_id")!;
      const score = column.scores.get(userId);
      const result = { userId, resultScore: score?.given, resultMaximum: score?.maximum };
      return json(200, score ? [result] : []);
    }
    const said = JSON.parse(body) as Record<string, string | number>;
    const [userId, at] = [String(said.userId), String(said.timestamp)];
    if (said.gradingProgress !== "FullyGraded") return json(400, "It counts only when it is graded.");
    const before = column.scores.get(userId);
    const second = (moment: string): number => Math.floor(Date.parse(moment) / 1000);
    if (before && second(at) <= second(before.at))
      return json(409, "Refusing score with an earlier timestamp");
    column.scores.set(userId, {
      given: Number(said.scoreGiven),
      maximum: Number(said.scoreMaximum),
      at,
      times: (before?.times ?? 0) + 1,
    });
    return json(200, null);
  }

  function send(response: ServerResponse, { status, body, headers }: Answer): void {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body === null ? "" : JSON.stringify(body));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", platform.issuer);
    const body = await text(request);
    if (url.pathname === "/keys") return send(response, json(200, { keys: [jwk] }));
    if (url.pathname === "/openid-configuration") {
      const { issuer } = platform;
      const told = { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` };
      const more = { jwks_uri: `${issuer}/keys`, registration_endpoint: `${issuer}/register` };
      return send(response, json(200, { ...told, ...more, ...platform.lies.configuration }));
    }
    if (url.pathname === "/register") {
      if (request.headers.authorization !== "Bearer registration") return send(response, json(401, {}));
      const tool = JSON.parse(body) as { jwks_uri: string; redirect_uris: [string] };
      platform.tool.keysAddress = tool.jwks_uri;
      [platform.tool.launchAddress] = tool.redirect_uris;
      const made = { client_id: platform.clientId, ...platform.lies.registered };
      return send(response, json(200, made));
    }
    if (url.pathname === "/" || url.pathname === "/auth" || url.pathname === "/deep-link") {
      return page(url, body, response);
    }
    platform.faults.requests += 1;
    const fault = platform.fault.next(`${request.method} ${url.pathname}`);
    if (fault !== "none") platform.faults.count += 1;
    switch (fault) {
      case "drop-before":
        request.socket.destroy();
        return;
      case "error":
        return send(response, json(500, "It broke."));
      case "busy":
        return send(response, json(429, "Too many.", { "retry-after": "3" }));
      case "conflict":
        return send(response, json(409, "Not now."));
      case "unauthorized":
        tokens.clear();
        return send(response, json(401, "That token has ended."));
      case "garbage":
        return send(response, { status: 502, body: "<html>Bad gateway" });
    }
    const answer = await service(request, url, body);
    if (fault === "drop-after") request.socket.destroy();
    else if (fault === "error-after") send(response, json(503, "It broke.", { "retry-after": "soon" }));
    else if (fault === "garbage-after") {
      response.writeHead(500, { "content-type": "text/html" });
      response.end("<html>{[");
    } else send(response, answer);
  }

  /** Its pages in a browser: a course, its sign-in, and where a choice comes back to. */
  async function page(url: URL, body: string, response: ServerResponse): Promise<void> {
    const { launchAddress } = platform.tool;
    const login = launchAddress.replace(/launch$/, "login");
    const form = (address: string, fields: URLSearchParams, label: string, target = ""): string =>
      `<form method="post" action="${escaped(address)}" ${target && `target="${target}"`}>${[...fields]
        .map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`)
        .join("")}<button>${escaped(label)}</button></form>`;
    const write = (html: string): void => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(`<!doctype html><title>The platform</title>${html}`);
    };
    const person = platform.person.current;
    if (url.pathname === "/auth") {
      const token = await idToken(url.searchParams, person);
      const fields = new URLSearchParams({ id_token: token, state: url.searchParams.get("state")! });
      return write(
        `${form(url.searchParams.get("redirect_uri")!, fields, "Go on")}<script>document.forms[0].submit()</script>`,
      );
    }
    if (url.pathname === "/deep-link") {
      const id = await take(new URLSearchParams(body).get("JWT")!, "course-1");
      return write(`<p>Linked: ${escaped(links.get(id)!.title)}</p>`);
    }
    const opens = [...links].map(([id, { title }]) => form(login, begin(id, person), `Open ${title}`));
    return write(
      `<h1>Surgery</h1>${form(login, begin(null, person), "Choose content", "content")}<iframe name="content" title="Content" width="600" height="300"></iframe>${opens.join("")}`,
    );
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      send(response, json(400, error instanceof Error ? error.message : String(error)));
    });
  });
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  platform.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }

  return platform;
}
