import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import next from "next";
import { ADDRESS_HEADER, clientAddress } from "@/lib/auth/address";
import { isOneAddressForAll } from "@/lib/auth/one-address";
import { isOwnOrigin, takesFromElsewhere } from "@/lib/auth/origin";
import { isSecure } from "@/lib/auth/session";
import { health } from "@/lib/contract/health";
import { auditWeaknesses } from "@/lib/db/audit-weaknesses";
import { database } from "@/lib/db/served";
import { ONE_ADDRESS, weaknessWords } from "@/lib/domain/audit/views";
import { env, setEnv } from "@/lib/env";
import { bodyLimit } from "@/lib/http/body-limit";
import { readableCookies, refusalOf } from "@/lib/http/request-line";
import { securityHeaders } from "@/lib/http/security-headers";
import { REQUEST_HEADER, takeUnreached } from "@/lib/http/unreached";
import { log } from "@/lib/log";
import { readRoutes } from "@/lib/seen/routes";
import { seeRequests } from "@/lib/seen/see-requests";
import { during, underWay } from "@/lib/under-way";
import { type PackedFiles, packedFileFor, readPackedFiles } from "@/tooling/packed-files";
import { breakOff } from "./api/break-off";
import { type BuiltApi, readBuiltApi } from "./api/built-api";
import { sendAnswer, toRequest } from "./api/pass-on";
import { ENDING, type Ending, endingOf } from "./ending";
import { listen, tryPort } from "./listen";
import { leavingWorker, makeWorker, WORKER_PATH } from "./offline/make-worker";
import { see } from "./seeing";
import { makeShells, pack, SHELL_PATHS, SHELL_ROUTES, type Shells, send, sendShell, shellOf } from "./shell";
import { startChores } from "./start-chores";

/** The pages of invitations and of links to choose a password: whoever has the address has what it opens. */
const SECRET_PATH = /^\/(join|reset)\//;

/** The pages between here and a learning platform: in a frame of its, or with a form that goes there (app/_server/bare-page.ts). */
const OWN_POLICY_PATH =
  /^\/connect\/(?:lti\/[0-9a-f-]{36}\/login|lti-return\/[0-9a-f-]{36}|lti-register)(?:\?|$)/;

/**
 * How long a connection without a request stays open: longer than a proxy keeps it (mostly a minute). Otherwise the
 * proxy sends a request on a connection that is just being closed, and answers "bad gateway".
 */
const IDLE_MS = 75_000;

type RunningServer = { readonly port: number; stop(): Promise<void> };

/**
 * Starts the web server: Next behind a thin front that no route can forget. It sets the security headers and the
 * nonce, tells the client's true address, and refuses what comes from other sites or is too large.
 *
 * @throws CommandError when the port is taken
 */
export async function startServer(options: { development: boolean }): Promise<RunningServer> {
  const { HOST, NEXTAUTH_URL, PORT } = env();
  const server = createServer();
  const ending = endingOf(server);
  const seeing = await see();
  const routeOf = await readRoutes(".next", [...SHELL_ROUTES, WORKER_PATH]);
  const begin = seeRequests(routeOf, seeing.watchers);
  let same: SameForAll | null = null;
  let api: BuiltApi | null = null;
  server.keepAliveTimeout = IDLE_MS;
  // Development makes its scripts anew with each change.
  const packed: PackedFiles = options.development ? new Map() : await readPackedFiles(".next");
  const place = { host: HOST, port: PORT, variable: "PORT" };
  const port = await tryPort(place);
  // Without a fixed address, next-auth goes by the one that the browser asked for.
  if (!NEXTAUTH_URL) setEnv({ AUTH_TRUST_HOST: "true" });
  const app = next({
    dev: options.development,
    dir: process.cwd(),
    hostname: HOST,
    port,
    httpServer: server,
  });
  await app.prepare();
  const answer = app.getRequestHandler();
  const front = (request: IncomingMessage, response: ServerResponse): void => {
    during(begin(request, response), async () => {
      try {
        if (!guard(request, response, options.development)) return;
        if (sayEnding(ending, request, response) || sendPacked(packed, request, response)) return;
        if (sendSame(same, request, response) || (await answerByApi(api, request, response))) return;
        await answer(request, response);
      } catch (error) {
        breakOff(response, error);
      }
    });
  };
  server.on("request", front);
  if (!options.development) {
    api = await readBuiltApi(".next");
    same = await beforehand(front, makeSame);
  }
  // Not sooner: until something answers here, a proxy sends people to another process at once.
  await listen(server, { ...place, port });
  await warnOfWeaknesses();
  const chores = env().CHORES === "on" ? startChores() : null;
  return {
    port,
    async stop() {
      await Promise.all([ending.end(env().DRAIN_SECONDS * 1000), chores?.stop()]);
      await database().close();
      await seeing.close();
    },
  };
}

/** Says in the log what the people who run Calot should mend (docs/operating.md). */
async function warnOfWeaknesses(): Promise<void> {
  // A database that is away for a moment must not keep the server from starting: the page /audit says it too.
  const weaknesses = await auditWeaknesses(database()).catch(() => []);
  for (const weakness of weaknesses) {
    log().warn({ weakness }, `${weaknessWords[weakness]} The audit trail could be altered.`);
  }
  if (await isOneAddressForAll(database(), new Date()).catch(() => false)) log().warn(ONE_ADDRESS);
  if (env().DATABASE_OWNER_URL) {
    log().warn("DATABASE_OWNER_URL is for “calot migrate” alone: start the server without it.");
  }
}

const one = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

/** Prepares a request for Next. @returns false when it was refused, and answered */
function guard(request: IncomingMessage, response: ServerResponse, development: boolean): boolean {
  const { TRUSTED_PROXIES } = env();
  const { headers } = request;
  const nonce = randomBytes(16).toString("base64");
  const secretAddress = SECRET_PATH.test(request.url ?? "");
  const ownPolicy = OWN_POLICY_PATH.test(request.url ?? "");
  const security = securityHeaders({ nonce, secure: isSecure(), development, secretAddress, ownPolicy });
  for (const [name, value] of Object.entries(security)) response.setHeader(name, value);
  // Next takes the nonce for its scripts from the request's policy.
  headers["content-security-policy"] = security["content-security-policy"];
  const id = underWay()!.id;
  headers[REQUEST_HEADER] = id;
  sayUnreached(response, id);
  headers[ADDRESS_HEADER] = clientAddress(
    request.socket.remoteAddress,
    one(headers["x-forwarded-for"]),
    TRUSTED_PROXIES,
  );
  if (TRUSTED_PROXIES === 0) {
    for (const name of ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"]) {
      delete headers[name];
    }
  }
  const host = one(headers["x-forwarded-host"]) ?? headers.host;
  const refusal = refusalOf({ method: request.method ?? "GET", target: request.url ?? "/", host });
  if (refusal) return refuse(response, refusal.status, refusal.title, refusal.detail);
  if (headers.cookie !== undefined) headers.cookie = readableCookies(headers.cookie);
  const own =
    takesFromElsewhere(request.url ?? "") ||
    isOwnOrigin({
      method: request.method ?? "GET",
      host,
      origin: one(headers.origin),
      fetchSite: one(headers["sec-fetch-site"]),
    });
  if (!own) {
    log().warn(
      { address: headers[ADDRESS_HEADER], method: request.method },
      "a request of another site was refused",
    );
    return refuse(response, 403, "Not from here", "This request came from another site and was not taken.");
  }
  if (headers["transfer-encoding"] !== undefined) {
    return refuse(response, 411, "Length required", "Send the request with its length, not in chunks.");
  }
  const limit = bodyLimit(request.method, request.url ?? "");
  if (Number(headers["content-length"] ?? 0) > limit) {
    return refuse(response, 413, "Too large", `This request may have ${limit / 1024} KiB at most.`);
  }
  return true;
}

/** Says that the server is no longer ready, once it ends: what asks is to send requests elsewhere. @returns false before */
function sayEnding(ending: Ending, { url = "" }: IncomingMessage, response: ServerResponse): boolean {
  if (!ending.hasBegun() || url.split("?", 1)[0] !== health.ready.path) return false;
  refuse(response, 503, "Out of reach", ENDING);
  return true;
}

/** Sends a script or a style as the build has packed it. @returns false where that is for Next to do */
function sendPacked(files: PackedFiles, request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url, headers } = request;
  const accepts = one(headers["accept-encoding"]);
  const found = packedFileFor(files, {
    ...(method && { method }),
    ...(url && { url }),
    ...(accepts && { accepts }),
  });
  if (!found) return false;
  response.writeHead(200, found.headers).end(method === "HEAD" ? undefined : found.bytes);
  return true;
}

/** Answers by a route of the API. @returns false where that is for Next to do */
async function answerByApi(
  api: BuiltApi | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { method = "GET", url = "" } = request;
  if (!api || !url.startsWith("/api/")) return false;
  const handle = await api(method, url.split("?", 1)[0]!);
  if (!handle) return false;
  await sendAnswer(await handle(await toRequest(request)), request, response);
  return true;
}

/** Lets something be asked of the front while nobody else can. */
async function beforehand<T>(front: RequestListener, ask: (origin: string) => Promise<T>): Promise<T> {
  const own = createServer(front);
  const port = await listen(own, { host: "127.0.0.1", port: 0, variable: "PORT" });
  try {
    return await ask(`http://127.0.0.1:${port}`);
  } finally {
    own.close();
    own.closeAllConnections();
  }
}

/** What is the same for everybody, and sent without Next. */
type SameForAll = { readonly shells: Shells; readonly worker: ReturnType<typeof pack> };

async function makeSame(origin: string): Promise<SameForAll> {
  const shells = await makeShells(origin, isSecure());
  const worker = env().OFFLINE === "off" ? await leavingWorker() : await makeWorker(shells, ".next");
  return { shells, worker: pack(worker) };
}

/** Sends a page that is the same for everybody, or what keeps it. @returns false where that is for Next to do */
function sendSame(same: SameForAll | null, request: IncomingMessage, response: ServerResponse): boolean {
  const { method, headers, url = "" } = request;
  if (method !== "GET" && method !== "HEAD") return false;
  if (same && url === WORKER_PATH) {
    send(same.worker, "text/javascript; charset=utf-8", request, response);
    return true;
  }
  const name = shellOf(url);
  if (!name) return false;
  if (headers.rsc !== undefined) {
    // An open page asks for what its router needs; as this is none of it, the browser goes there by itself.
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" })
      .end();
    return true;
  }
  if (same) {
    sendShell(same.shells[name], request, response);
    return true;
  }
  // Development, and while they are being made.
  request.url = SHELL_PATHS[name];
  return false;
}

/** A page that failed for want of the database or the storage is a 503, as an answer of the API is. */
function sayUnreached(response: ServerResponse, id: string): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = (status: number, ...more: unknown[]) => {
    const unreached = takeUnreached(id) && status === 500;
    if (unreached) response.setHeader("retry-after", "2");
    return writeHead(unreached ? 503 : status, ...more);
  };
  // Told too late, after the answer began, it changes nothing.
  response.once("close", () => takeUnreached(id));
}

function refuse(response: ServerResponse, status: number, title: string, detail: string): false {
  response.writeHead(status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    connection: "close",
  });
  response.end(JSON.stringify({ type: "about:blank", title, status, detail, request: underWay()?.id }));
  return false;
}
