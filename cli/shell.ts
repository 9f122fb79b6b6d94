import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { accepts } from "@/lib/http/accepts";
import { shellPolicy } from "@/lib/http/security-headers";

/** A page that is the same for everybody: made once, packed once. */
export type Shell = Sent & {
  readonly policy: string;
  readonly html: string;
};

/** What is sent as it stands, with what tells it from another version of itself. */
type Sent = {
  readonly etag: string;
  readonly packed: Readonly<Record<"br" | "gzip" | "identity", Buffer>>;
};

/** The addresses of cases on the stage. */
export const STAGE_PATTERN = "^/(?:practice|assignments/[0-9a-f-]{36}/cases)/[0-9a-f-]{36}$";
const STAGE_PATH = new RegExp(STAGE_PATTERN);

/** Where Next makes each page; the stage's is sent at the addresses of cases too. */
export const SHELL_PATHS = { stage: "/stage", along: "/along" } as const;
/** The addresses that they are sent at, as routes. */
export const SHELL_ROUTES = ["/practice/[id]", "/assignments/[id]/cases/[caseId]"] as const;
export type ShellName = keyof typeof SHELL_PATHS;
export type Shells = Readonly<Record<ShellName, Shell>>;

/** Which of the pages an address opens; null for none. */
export function shellOf(url: string): ShellName | null {
  const path = url.split("?", 1)[0]!;
  if (STAGE_PATH.test(path) || path === SHELL_PATHS.stage) return "stage";
  return path === SHELL_PATHS.along ? "along" : null;
}

/**
 * Asks the server itself for the pages and keeps them.
 *
 * @throws Error where one can't be made
 */
export async function makeShells(origin: string, secure: boolean): Promise<Shells> {
  const [stage, along] = [
    await makeShell(origin + SHELL_PATHS.stage, secure),
    await makeShell(origin + SHELL_PATHS.along, secure),
  ];
  return { stage, along };
}

async function makeShell(address: string, secure: boolean): Promise<Shell> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The page ${address} could not be made: status ${response.status}.`);
  const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
  const made = await response.text();
  const html = nonce ? made.replaceAll(` nonce="${nonce}"`, "").replaceAll(nonce, "") : made;
  return {
    policy: shellPolicy({ scripts: inlineScripts(html).map(digestOf), secure }),
    html,
    ...pack(html),
  };
}

/** What stands between the tags of the page's own scripts, which have no address. */
const inlineScripts = (html: string): readonly string[] =>
  [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text!);

const digestOf = (script: string): string => createHash("sha256").update(script).digest("base64");

/** Packs a text for each browser. */
export function pack(text: string): Sent {
  const bytes = Buffer.from(text);
  return {
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
    packed: {
      br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
      gzip: gzipSync(bytes, { level: 9 }),
      identity: bytes,
    },
  };
}

/** Sends a page. */
export function sendShell(shell: Shell, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("content-security-policy", shell.policy);
  send(shell, "text/html; charset=utf-8", request, response);
}

/** Sends what is the same for everybody, in the best packing that the browser can undo. */
export function send(sent: Sent, type: string, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("etag", sent.etag);
  response.setHeader("cache-control", "public, no-cache");
  response.setHeader("vary", "Accept-Encoding");
  if (request.headers["if-none-match"]?.includes(sent.etag)) return void response.writeHead(304).end();
  const encoding = encodingFor(request.headers["accept-encoding"]);
  const body = sent.packed[encoding];
  response.writeHead(200, {
    "content-type": type,
    "content-length": body.length,
    ...(encoding !== "identity" && { "content-encoding": encoding }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function encodingFor(offered: string | string[] | undefined): keyof Sent["packed"] {
  return accepts(offered, "br") ? "br" : accepts(offered, "gzip") ? "gzip" : "identity";
}
