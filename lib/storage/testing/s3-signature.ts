import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

export type SignedBy = {
  readonly keyId: string;
  readonly secret: string;
  readonly region: string;
  readonly session?: string;
};

const FIFTEEN_MINUTES_MS = 15 * 60_000;

/**
 * Why a request is not to be believed, in S3's word for it; null where it is right. Written from Amazon's description of
 * “Signature Version 4”, and of nothing that signs.
 */
export function whyNotSigned(
  request: IncomingMessage,
  body: Buffer,
  by: SignedBy,
  now: number,
): string | null {
  const { headers, method, url } = request;
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;
  const [, keyId, day, region, signedHeaders, signature] = form.exec(headers.authorization ?? "") ?? [];
  if (!keyId || !day || !region || !signedHeaders || !signature) return "AccessDenied";
  if (keyId !== by.keyId) return "InvalidAccessKeyId";
  if (region !== by.region) return "AuthorizationHeaderMalformed";
  if (by.session !== undefined && headers["x-amz-security-token"] !== by.session) return "InvalidToken";
  const at = String(headers["x-amz-date"]);
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(at) ?? [];
  const [y, mo, d, h, mi, s] = parts.map(Number) as [number, number, number, number, number, number];
  if (parts.length !== 6 || !at.startsWith(day)) return "AccessDenied";
  if (Math.abs(Date.UTC(y, mo - 1, d, h, mi, s) - now) > FIFTEEN_MINUTES_MS) return "RequestTimeTooSkewed";
  const names = signedHeaders.split(";");
  const needed = ["host", ...Object.keys(headers).filter((name) => name.startsWith("x-amz-"))];
  if (needed.some((name) => !names.includes(name))) return "AccessDenied";
  const payload = String(headers["x-amz-content-sha256"]);
  if (payload !== createHash("sha256").update(body).digest("hex")) return "XAmzContentSHA256Mismatch";
  const [path = "", query = ""] = (url ?? "").split("?");
  const canonical = [
    method,
    path
      .split("/")
      .map((part) => encode(decodeURIComponent(part)))
      .join("/"),
    canonicalQuery(query),
    ...names.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, " ")}`),
    "",
    signedHeaders,
    payload,
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const hash = createHash("sha256").update(canonical).digest("hex");
  const key = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(
    (each, word) => createHmac("sha256", each).update(word).digest(),
    `AWS4${by.secret}`,
  );
  const right = createHmac("sha256", key).update(`AWS4-HMAC-SHA256\n${at}\n${scope}\n${hash}`).digest("hex");
  return right === signature ? null : "SignatureDoesNotMatch";
}

const encode = (part: string): string =>
  encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Sorted as bytes are, and as it was sent: a server need not decode it. */
const canonicalQuery = (query: string): string =>
  query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => (pair.includes("=") ? pair : `${pair}=`))
    .sort()
    .join("&");
