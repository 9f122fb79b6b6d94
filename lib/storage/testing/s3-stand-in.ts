import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type SignedBy, whyNotSigned } from "./s3-signature";

type Version = {
  readonly id: string;
  /** Null where it says that the object was removed. */
  readonly bytes: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: Date;
};

/** What goes wrong with a request in place of its answer. */
export type Fault =
  | { readonly kind: "refuse"; readonly status: number; readonly code: string }
  /** The line breaks before anything was done, or after it was. */
  | { readonly kind: "break"; readonly when: "before" | "after" }
  /** The body ends after so many bytes. */
  | { readonly kind: "cut"; readonly after: number }
  /** A byte of the body is another. */
  | { readonly kind: "spoil" }
  /** The body ends after so many bytes, and its length isn’t told. */
  | { readonly kind: "untold"; readonly after: number }
  /** Something else is answered, and called a success. */
  | { readonly kind: "instead"; readonly content: string };

export type Told = { readonly method: string; readonly name: string; readonly query: URLSearchParams };

export type StandIn = {
  readonly port: number;
  readonly endpoint: string;
  /** Of a bucket of this server: `s3://…`. */
  url(prefix?: string): string;
  /** What it was asked, signed or not. */
  readonly asked: readonly Told[];
  /** Decides for each request whether something goes wrong. */
  fault: (asked: Told) => Fault | null;
  /** What is kept, by name: the newest of each. */
  objects(): ReadonlyMap<string, Buffer>;
  /** Everything that is kept of a name, older versions too. */
  versionsOf(name: string): number;
  /** Writes past everything. */
  place(name: string, bytes: Buffer | null): void;
  /** Says of a name that it was removed, as somebody else may. */
  hide(name: string): void;
  /** What was begun in parts and not ended. */
  readonly begun: ReadonlyMap<string, { readonly name: string; readonly at: Date }>;
  close(): Promise<void>;
};

type Options = {
  readonly bucket?: string;
  /** The most names of one page. */
  readonly pageSize?: number;
  readonly versioned?: boolean;
  /** False: it passes over conditions, as older servers do. */
  readonly conditions?: boolean;
  readonly now?: () => number;
};

/** What all of its tokens begin with. */
const TOKEN = "1~ *+/=";

export const KEYS: SignedBy = { keyId: "AKIDCALOT", secret: "a+secret/of=calot", region: "test-1" };

/** The variables that hold its keys. */
export const KEY_VARIABLES = { AWS_ACCESS_KEY_ID: KEYS.keyId, AWS_SECRET_ACCESS_KEY: KEYS.secret };

/** A server that speaks as much of S3 as Calot does, in memory, and is strict where that has sense: signatures above all. */
export async function startStandIn(options: Options = {}): Promise<StandIn> {
  const {
    bucket = "frames",
    pageSize = 1000,
    versioned = false,
    conditions = true,
    now = Date.now,
  } = options;
  const kept = new Map<string, Version[]>();
  const begun = new Map<string, { name: string; at: Date; parts: Map<number, Buffer> }>();
  const asked: Told[] = [];
  const newest = (name: string): Version | null => {
    const version = kept.get(name)?.at(-1);
    return version?.bytes ? version : null;
  };
  const keep = (name: string, bytes: Buffer | null, headers: Record<string, string>): Version => {
    const version = {
      id: versioned ? `${randomBytes(8).toString("hex")}*~ +` : "null",
      bytes,
      headers,
      at: new Date(now()),
    };
    kept.set(name, versioned ? [...(kept.get(name) ?? []), version] : bytes ? [version] : []);
    return version;
  };

  const answer = (told: Told, request: IncomingMessage, body: Buffer, response: ServerResponse): unknown => {
    const { method, name, query } = told;
    const fault = standIn.fault(told);
    const say = (
      status: number,
      content: Buffer | string = "",
      headers: Record<string, string> = {},
    ): unknown => {
      if (fault?.kind === "break") return request.socket.destroy();
      response.writeHead(status, { "content-length": String(Buffer.byteLength(content)), ...headers });
      return response.end(method === "HEAD" ? undefined : content);
    };
    const refuse = (status: number, code: string): unknown =>
      say(status, `<?xml version="1.0"?><Error><Code>${code}</Code><Message>…</Message></Error>`);
    if (fault?.kind === "break" && fault.when === "before") return request.socket.destroy();
    if (fault?.kind === "refuse") return refuse(fault.status, fault.code);
    if (fault?.kind === "instead") return say(200, fault.content);
    const why = whyNotSigned(request, body, KEYS, now());
    if (why)
      return refuse(
        why === "XAmzContentSHA256Mismatch" || why === "AuthorizationHeaderMalformed" ? 400 : 403,
        why,
      );
    if (!new URL(request.url!, "http://x").pathname.startsWith(`/${bucket}`))
      return refuse(404, "NoSuchBucket");
    const found = newest(name);
    if (name === "") {
      // A listing that is cut off has its whole length told.
      const cut = (status: number, content = ""): unknown => {
        if (fault?.kind !== "cut") return say(status, content);
        response.writeHead(status, { "content-length": String(Buffer.byteLength(content)) });
        return response.write(content.slice(0, fault.after), () => request.socket.destroy());
      };
      return ofBucket(query, cut, refuse);
    }
    if (query.has("uploads") && method === "POST") {
      // As some servers' are: with what is written in two ways in a query.
      const id = `2~${randomBytes(8).toString("hex")}*+/ `;
      begun.set(id, { name, at: new Date(now()), parts: new Map() });
      return say(
        200,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    const uploadId = query.get("uploadId");
    if (uploadId !== null) return ofParts(uploadId, told, body, say, refuse);
    if (method === "PUT") {
      if (conditions && request.headers["if-none-match"] === "*" && found)
        return refuse(412, "PreconditionFailed");
      const checksum = request.headers["x-amz-checksum-sha256"];
      if (checksum !== undefined && checksum !== createHash("sha256").update(body).digest("base64")) {
        return refuse(400, "BadDigest");
      }
      const meta = Object.entries(request.headers).filter(([key]) => key.startsWith("x-amz-meta-"));
      const version = keep(name, body, Object.fromEntries(meta) as Record<string, string>);
      return say(200, "", versioned ? { "x-amz-version-id": version.id } : {});
    }
    if (method === "DELETE") {
      const id = query.get("versionId");
      if (id !== null)
        kept.set(
          name,
          (kept.get(name) ?? []).filter((version) => version.id !== id),
        );
      else keep(name, null, {});
      return say(204, "", versioned && id === null ? { "x-amz-delete-marker": "true" } : {});
    }
    if (!found?.bytes) return refuse(404, "NoSuchKey");
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(String(request.headers.range ?? "")) ?? [];
    const whole = found.bytes;
    const isPart = from !== undefined && Number(from) < whole.length;
    if (from !== undefined && !isPart) return refuse(416, "InvalidRange");
    let content = isPart ? whole.subarray(Number(from), Number(to) + 1) : whole;
    const headers = {
      ...found.headers,
      ...(isPart && {
        "content-range": `bytes ${from}-${Number(from) + content.length - 1}/${whole.length}`,
      }),
    };
    if (fault?.kind === "spoil") {
      content = Buffer.from(content);
      content[0]! ^= 1;
    }
    if (fault?.kind === "untold") {
      response.useChunkedEncodingByDefault = false;
      response.shouldKeepAlive = false;
      response.writeHead(isPart ? 206 : 200, headers);
      return response.write(content.subarray(0, fault.after), () => response.end());
    }
    if (fault?.kind !== "cut") return say(isPart ? 206 : 200, content, headers);
    response.writeHead(isPart ? 206 : 200, { "content-length": String(content.length), ...headers });
    return response.write(content.subarray(0, fault.after), () => request.socket.destroy());
  };

  type Say = (status: number, content?: string, headers?: Record<string, string>) => unknown;
  type Refuse = (status: number, code: string) => unknown;

  const ofBucket = (query: URLSearchParams, say: Say, refuse: Refuse): unknown => {
    const prefix = query.get("prefix") ?? "";
    if (query.has("versions")) {
      const [key, id] = [query.get("key-marker"), query.get("version-id-marker")];
      const all = [...kept]
        .filter(([name]) => name.startsWith(prefix) && (key === null || name >= key))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([name, versions]) => versions.map((version) => ({ name, version })));
      const rest = all.slice(1 + all.findIndex(({ name, version }) => name === key && version.id === id));
      const shown = rest.slice(0, pageSize).map(({ name, version }) => {
        const kind = version.bytes ? "Version" : "DeleteMarker";
        return `<${kind}><Key>${name}</Key><VersionId>${version.id}</VersionId></${kind}>`;
      });
      const last = rest[pageSize - 1];
      const isCut = rest.length > pageSize;
      const next = isCut
        ? `<NextKeyMarker>${last!.name}</NextKeyMarker><NextVersionIdMarker>${last!.version.id}</NextVersionIdMarker>`
        : "";
      return say(
        200,
        `<ListVersionsResult><IsTruncated>${isCut}</IsTruncated>${next}${shown.join("")}</ListVersionsResult>`,
      );
    }
    if (query.has("uploads")) {
      const all = [...begun].map(
        ([id, { name, at }]) =>
          `<Upload><Key>${name}</Key><UploadId>${id}</UploadId><Initiated>${at.toISOString()}</Initiated></Upload>`,
      );
      return say(200, `<ListMultipartUploadsResult>${all.join("")}</ListMultipartUploadsResult>`);
    }
    if (query.get("list-type") !== "2") return refuse(400, "InvalidArgument");
    const token = query.get("continuation-token");
    const after = token === null ? (query.get("start-after") ?? "") : token.slice(TOKEN.length);
    const most = Math.min(pageSize, Number(query.get("max-keys") ?? 1000));
    const names = [...kept.keys()]
      .filter((name) => newest(name) && name.startsWith(prefix) && name > after)
      .sort();
    const contents = names.slice(0, most).map((name) => {
      const { bytes, at } = newest(name)!;
      return `<Contents><Key>${name}</Key><LastModified>${at.toISOString()}</LastModified><Size>${bytes!.length}</Size></Contents>`;
    });
    const isCut = names.length > most;
    const next = isCut ? `<NextContinuationToken>${TOKEN}${names[most - 1]}</NextContinuationToken>` : "";
    return say(
      200,
      `<ListBucketResult><IsTruncated>${isCut}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`,
    );
  };

  const ofParts = (
    id: string,
    { method, name, query }: Told,
    body: Buffer,
    say: Say,
    refuse: Refuse,
  ): unknown => {
    const upload = begun.get(id);
    if (upload?.name !== name) return refuse(404, "NoSuchUpload");
    if (method === "PUT") {
      upload.parts.set(Number(query.get("partNumber")), body);
      return say(200, "", { etag: `"${createHash("md5").update(body).digest("hex")}"` });
    }
    begun.delete(id);
    if (method === "DELETE") return say(204);
    const parts = [...upload.parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
    if (parts.slice(0, -1).some((bytes) => bytes.length < 5 * 1024 * 1024))
      return refuse(400, "EntityTooSmall");
    const told = [...body.toString().matchAll(/<ETag>&quot;([0-9a-f]{32})&quot;<\/ETag>/g)].map(
      (match) => match[1],
    );
    const right = parts.map((bytes) => createHash("md5").update(bytes).digest("hex"));
    if (told.join() !== right.join()) return refuse(400, "InvalidPart");
    keep(name, Buffer.concat(parts), {});
    return say(200, "<CompleteMultipartUploadResult/>");
  };

  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray().catch(() => []));
    const { pathname, searchParams: query } = new URL(request.url!, "http://x");
    const name = decodeURIComponent(pathname.split("/").slice(2).join("/"));
    const told = { method: request.method!, name, query };
    asked.push(told);
    answer(told, request, body, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const standIn: StandIn = {
    ...{ port, endpoint, asked, begun },
    url: (prefix = "") =>
      `s3://${bucket}/${prefix}?endpoint=${encodeURIComponent(endpoint)}&region=${KEYS.region}`,
    fault: () => null,
    objects: () =>
      new Map([...kept.keys()].flatMap((name) => (newest(name) ? [[name, newest(name)!.bytes!]] : []))),
    versionsOf: (name) => kept.get(name)?.length ?? 0,
    place(name, bytes) {
      if (bytes)
        kept.set(name, [{ id: "null", bytes, headers: newest(name)?.headers ?? {}, at: new Date(now()) }]);
      else kept.delete(name);
    },
    hide: (name) => void keep(name, null, {}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return standIn;
}
