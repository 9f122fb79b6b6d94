import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import type { NamedFit } from "../fit/fit-file";
import { PictureError } from "../look/decode-pixels";
import type { Coordinates } from "./answer-chat";
import { baselineChooser } from "./baseline-chooser";
import { ChatError, errorBody } from "./chat-error";
import { parseChatRequest } from "./chat-request";
import { type Completing, completeChat } from "./complete-chat";
import { listModels } from "./list-models";
import { startLooking } from "./look-once";

type ServeOptions = {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly coordinates: Coordinates;
  /** What is unexpected, for whoever runs the server. */
  readonly onFault?: (fault: unknown) => void;
};

export type BaselineServer = { readonly port: number; readonly stop: () => Promise<void> };

/** A picture of `MOST_IMAGE_BYTES` in base64, and a long conversation. */
const BODY_LIMIT_BYTES = 24 * 1024 * 1024;
const STOP_WITHIN_MS = 10_000;
const MOST_CONNECTIONS = 256;

type Service = Completing & { readonly onFault: ServeOptions["onFault"] };

/**
 * Serves a fit as OpenAI's chat API: `GET /health`, `GET /v1/models` and `POST /v1/chat/completions`.
 *
 * @throws the system's error when the address can't be had
 */
export async function serveBaseline(fit: NamedFit, options: ServeOptions): Promise<BaselineServer> {
  const { coordinates, onFault } = options;
  const look = startLooking(availableParallelism());
  const service: Service = { fit, choose: baselineChooser(fit), look, coordinates, onFault };
  const server = createServer((request, response) => {
    respond(service, request, response).catch((fault: unknown) => fail(service, response, fault));
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.requestTimeout = 60_000;
  const port = await listen(server, options);
  return { port, stop: () => stop(server) };
}

function listen(server: Server, { host, port }: ServeOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Takes no new requests, and lets those under way end. */
async function stop(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
  await closed;
  clearTimeout(timer);
}

async function respond(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "/").split("?")[0]!;
  const route = routes[path];
  if (!route) throw new ChatError(404, `There is nothing at ${path.slice(0, 100)}.`);
  if (request.method !== route.method) {
    response.setHeader("allow", route.method);
    throw new ChatError(405, `${path} takes ${route.method} alone.`);
  }
  send(response, 200, await route.answer(service, request));
}

type Route = {
  readonly method: "GET" | "POST";
  readonly answer: (service: Service, request: IncomingMessage) => unknown;
};

const routes: Readonly<Record<string, Route | undefined>> = Object.assign(Object.create(null), {
  "/health": { method: "GET", answer: () => ({ status: "ok" }) },
  "/v1/models": { method: "GET", answer: ({ fit }: Service) => listModels(fit) },
  "/v1/chat/completions": {
    method: "POST",
    answer: async (service: Service, request: IncomingMessage) =>
      completeChat(service, parseChatRequest(await readBody(request))),
  },
} satisfies Record<string, Route>);

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT_BYTES) {
      throw new ChatError(413, `A request may have ${BODY_LIMIT_BYTES / 1024 / 1024} MiB at most.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function fail({ onFault }: Service, response: ServerResponse, fault: unknown): void {
  // Whoever asked has gone: that is no fault, and there is nobody to tell.
  if (response.destroyed || response.headersSent) return;
  const known = fault instanceof PictureError ? new ChatError(400, fault.message, "invalid_image") : fault;
  if (!(known instanceof ChatError)) onFault?.(fault);
  const told =
    known instanceof ChatError ? known : new ChatError(500, "The baseline failed at this request.");
  if (told.status === 413) response.setHeader("connection", "close");
  if (told.status === 503) response.setHeader("retry-after", "1");
  send(response, told.status, errorBody(told));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
