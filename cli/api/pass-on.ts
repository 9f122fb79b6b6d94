import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGzip, gzip } from "node:zlib";
import { accepts } from "@/lib/http/accepts";

/** A body of so many bytes is read before it is handed on; a longer one while it is being read. */
const SHORT_BYTES = 64 * 1024;

/** Shorter answers get no smaller by packing. */
const PACKED_FROM_BYTES = 1024;

/** Handlers ask an address for its query alone. */
const SOMEWHERE = "http://calot.invalid";

const pack = promisify(gzip);

/** A request of Node's as handlers take it. */
export async function toRequest(given: IncomingMessage): Promise<Request> {
  const { method = "GET", url = "/" } = given;
  const headers: [string, string][] = [];
  for (const [name, value] of Object.entries(given.headers)) {
    if (value !== undefined) headers.push([name, typeof value === "string" ? value : value.join(", ")]);
  }
  const bytes = method === "GET" ? 0 : Number(given.headers["content-length"] ?? 0);
  const body = bytes === 0 ? null : bytes > SHORT_BYTES ? Readable.toWeb(given) : await readAll(given);
  const init = { method, headers, body: body as BodyInit | null, duplex: "half" };
  return new Request(SOMEWHERE + url, init);
}

function readAll(given: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    given.on("data", (chunk: Buffer) => chunks.push(chunk));
    given.once("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    given.once("error", reject);
    given.once("close", () => reject(new Error("The request was broken off.")));
  });
}

/** Sends what a handler answers. What the front has set already stays as it is. */
export async function sendAnswer(
  answer: Response,
  asked: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.once("finish", () => passOver(asked));
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    if (name === "set-cookie" || name === "vary") response.appendHeader(name, value);
    else if (!response.hasHeader(name)) response.setHeader(name, value);
  }
  if (!answer.body) return void response.end();
  const type = answer.headers.get("content-type") ?? "";
  const packable = isPackable(type);
  if (packable) response.appendHeader("vary", "Accept-Encoding");
  const packs = (): boolean => packable && accepts(asked.headers["accept-encoding"], "gzip");
  if (isJson(type)) {
    const bytes = Buffer.from(await answer.arrayBuffer());
    const packed = bytes.length >= PACKED_FROM_BYTES && packs() ? await pack(bytes) : null;
    if (packed) response.setHeader("content-encoding", "gzip");
    response.setHeader("content-length", (packed ?? bytes).length);
    return void response.end(packed ?? bytes);
  }
  const bytes = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
  if (!packs()) return pipeline(bytes, response);
  response.setHeader("content-encoding", "gzip");
  response.removeHeader("content-length");
  return pipeline(bytes, createGzip(), response);
}

/**
 * Takes what a handler has left unread of a body off the connection, which would have no other request answered before. Node
 * does so by itself only where nobody has begun to read.
 */
function passOver(asked: IncomingMessage): void {
  asked.removeAllListeners("data");
  asked.resume();
}

const isJson = (type: string): boolean => /^application\/(?:.+\+)?json\b/.test(type);
const isPackable = (type: string): boolean => isJson(type) || /^text\/|\+xml\b/.test(type);
