import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { shellPolicy } from "@/lib/http/security-headers";

/** The stage's page, which is the same for every case and everybody: made once, packed once. */
export type StageShell = {
  readonly policy: string;
  readonly etag: string;
  readonly packed: Readonly<Record<"br" | "gzip" | "identity", Buffer>>;
};

const STAGE_PATH = /^\/(?:practice|assignments\/[0-9a-f-]{36}\/cases)\/[0-9a-f-]{36}(?:\?|$)/;

/** Whether an address is that of a case on the stage. */
export const isStage = (url: string): boolean => STAGE_PATH.test(url);

/** Where Next makes the page. */
export const SHELL_PATH = "/stage";

/**
 * Asks the server itself for the stage's page and keeps it.
 *
 * @throws Error where the page can't be made
 */
export async function makeStageShell(origin: string, secure: boolean): Promise<StageShell> {
  const response = await fetch(`${origin}${SHELL_PATH}`);
  if (!response.ok) throw new Error(`The stage’s page could not be made: status ${response.status}.`);
  const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
  const made = await response.text();
  const html = nonce ? made.replaceAll(` nonce="${nonce}"`, "").replaceAll(nonce, "") : made;
  const bytes = Buffer.from(html);
  return {
    policy: shellPolicy({ scripts: inlineScripts(html).map(digestOf), secure }),
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
    packed: {
      br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
      gzip: gzipSync(bytes, { level: 9 }),
      identity: bytes,
    },
  };
}

/** What stands between the tags of the page's own scripts, which have no address. */
const inlineScripts = (html: string): readonly string[] =>
  [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text!);

const digestOf = (script: string): string => createHash("sha256").update(script).digest("base64");

/** Sends the page, in the best packing that the browser can undo. */
export function sendStageShell(shell: StageShell, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("content-security-policy", shell.policy);
  response.setHeader("etag", shell.etag);
  response.setHeader("cache-control", "public, no-cache");
  response.setHeader("vary", "Accept-Encoding");
  if (request.headers["if-none-match"]?.includes(shell.etag)) return void response.writeHead(304).end();
  const encoding = encodingFor(request.headers["accept-encoding"]);
  const body = shell.packed[encoding];
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-length": body.length,
    ...(encoding !== "identity" && { "content-encoding": encoding }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function encodingFor(accepts: string | string[] | undefined): keyof StageShell["packed"] {
  const offered = String(accepts ?? "");
  const takes = (name: string): boolean =>
    new RegExp(`(?:^|[\\s,])${name}(?!\\s*;\\s*q=0(?:\\.0+)?(?:$|[\\s,]))(?:$|[\\s,;])`).test(offered);
  return takes("br") ? "br" : takes("gzip") ? "gzip" : "identity";
}
