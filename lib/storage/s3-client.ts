import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";
import type { Dispatcher } from "undici";
import { underWay } from "../under-way";
import { inWords, isPassing, S3Refusal } from "./s3-errors";
import type { S3Place } from "./s3-place";

export type Asked = {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** Of an object, with the place's prefix before it; left out for the bucket itself. */
  readonly name?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
};

export type Answer = {
  readonly status: number;
  header(name: string): string | null;
  /** Whoever has it reads it to its end, or destroys it. */
  readonly body: Readable & { text(): Promise<string>; dump(): Promise<void> };
};

export type S3Client = {
  /**
   * Asks, and asks again a few times where the storage has too much to do or the line breaks.
   *
   * @throws S3Refusal for an answer that is no success, and what the network throws
   */
  ask(asked: Asked): Promise<Answer>;
  /** As `ask`, with all of an answer that is text. */
  askText(asked: Asked): Promise<string>;
  /** What was thrown, in words. */
  inWords(cause: unknown): unknown;
};

const MOST_TRIES = 5;
/** No new try is begun so long after the first. */
const PATIENCE_MS = 30_000;
const FIRST_WAIT_MS = 100;

const limits = {
  connect: { timeout: 5_000 },
  headersTimeout: 15_000,
  bodyTimeout: 15_000,
  connections: 64,
} as const;

/** The requests of S3, signed: what every server of its kind understands. */
export function s3Client(place: S3Place, told: string): S3Client {
  // Loaded where there is such a storage: most commands meet none.
  let line: Promise<{ request: typeof import("undici").request; dispatcher: Dispatcher }> | undefined;
  const toLine = () =>
    import("undici").then(({ Agent, request }) => ({ request, dispatcher: new Agent(limits) }));
  // What of a signature holds for a day.
  const cache = new Map<string, ArrayBuffer>();

  const once = async ({ method, name, query = {}, headers = {}, body }: Asked): Promise<Answer> => {
    const url = new URL(place.base);
    if (name !== undefined) url.pathname += place.prefix + name;
    url.search = queryOf(query);
    const signed = await new AwsV4Signer({
      ...{ method, url: url.href, service: "s3", region: place.region, cache },
      ...{ accessKeyId: place.keys.id, secretAccessKey: place.keys.secret },
      ...(place.keys.session !== undefined && { sessionToken: place.keys.session }),
      headers: { ...headers, "x-amz-content-sha256": hexOf(body ?? "") },
    }).sign();
    // Not signed: a proxy on the way may put its own in its place.
    const traceparent = underWay()?.traceparent;
    line ??= toLine();
    const { request, dispatcher } = await line;
    const answer = await request(signed.url, {
      ...{ method, dispatcher },
      headers: { ...Object.fromEntries(signed.headers as Headers), ...(traceparent && { traceparent }) },
      body: body ?? null,
    });
    const { statusCode: status, headers: told } = answer;
    if (status >= 400 || (status >= 300 && status !== 304)) throw await refusalOf(status, answer.body);
    const header = (key: string): string | null => {
      const value = told[key];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    };
    // Given up before anybody reads it, it fails with nobody to hear.
    answer.body.on("error", () => {});
    return { status, header, body: answer.body };
  };

  const ask = async (asked: Asked): Promise<Answer> => {
    const begun = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(asked);
      } catch (cause) {
        const spent = attempt === MOST_TRIES || performance.now() - begun > PATIENCE_MS;
        if (spent || (cause instanceof S3Refusal && !isPassing(cause)) || isForGood(cause)) throw cause;
        await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
      }
    }
  };

  const askText = async (asked: Asked, tries = 1): Promise<string> => {
    const { body } = await ask(asked);
    return body.text().catch((cause: unknown) => {
      if (tries === MOST_TRIES) throw cause;
      return askText(asked, tries + 1);
    });
  };

  return {
    ask,
    askText,
    inWords: (cause) => inWords(cause, told),
  };
}

/** As it is signed: forms write a space, `~` and `*` in another way, and some servers check what was sent. */
const queryOf = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .map((pair) => pair.map(encode).join("="))
    .join("&");

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** No such name, or a certificate: asked again at once, it is the same. */
const isForGood = (cause: unknown): boolean =>
  /^(?:ENOTFOUND|CERT|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(
    String((cause as { code?: unknown }).code),
  );

async function refusalOf(status: number, body: Answer["body"]): Promise<S3Refusal> {
  const text = await body.text().catch(() => "");
  return new S3Refusal(status, /<Code>([A-Za-z0-9.]{1,80})<\/Code>/.exec(text)?.[1] ?? "");
}

const hexOf = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");
