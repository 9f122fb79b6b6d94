import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { t } from "@/lib/language/t";
import { StorageAwayError, StorageDamagedError, StorageError } from "./frame-storage";
import {
  checkName,
  isName,
  type Kept,
  type Listed,
  type ObjectStore,
  type Opened,
  type Part,
} from "./object-store";
import { type Answer, type Asked, s3Client } from "./s3-client";
import { eraseIn } from "./s3-erase";
import { NO_LISTING, S3Refusal } from "./s3-errors";
import { putParts } from "./s3-parts";
import type { S3Place } from "./s3-place";
import { readBegun, readList } from "./s3-xml";

const DAY_MS = 86_400_000;
const PAGE = 1_000;
/** How often what breaks off while it is read is taken up again. */
const MOST_RESUMED = 3;
const SUM = "x-amz-meta-sha256";
const HEX = [..."0123456789abcdef"];

/** A bucket of an object storage that speaks S3, or what begins with a prefix in it. */
export function s3Store(place: S3Place): ObjectStore {
  const told = `s3://${place.bucket}/${place.prefix}`;
  const client = s3Client(place, told);
  // Older servers know no conditions.
  let hasConditions = true;

  const { ask, askText } = client;

  const tell = <T>(work: Promise<T>): Promise<T> =>
    work.catch((cause: unknown) => {
      throw client.inWords(cause);
    });

  /** The answer to it; null where there is no such object. */
  const find = (asked: Asked): Promise<Answer | null> =>
    ask(asked).catch((cause: unknown) => {
      if (cause instanceof S3Refusal && cause.status === 404 && cause.code !== "NoSuchBucket") return null;
      throw cause;
    });

  const unmeasured = (name: string): StorageAwayError =>
    new StorageAwayError(t`The object storage ${told} doesn’t tell how long a file is: ${name}.`);

  const put = async (name: string, bytes: Uint8Array, once: boolean): Promise<void> => {
    const sum = createHash("sha256").update(bytes).digest();
    const condition = once && hasConditions;
    const headers = {
      [SUM]: sum.toString("hex"),
      "x-amz-checksum-sha256": sum.toString("base64"),
      ...(condition && { "if-none-match": "*" }),
    };
    try {
      await (await ask({ method: "PUT", name, headers, body: bytes })).body.dump();
    } catch (cause) {
      if (!(cause instanceof S3Refusal) || !condition) throw cause;
      if (cause.status === 412) return;
      if (cause.status !== 501 && cause.code !== "NotImplemented") throw cause;
      hasConditions = false;
      await put(name, bytes, once);
    }
  };

  const get = async (name: string, resumed = 0): Promise<Kept | null> => {
    const answer = await find({ method: "GET", name });
    if (!answer) return null;
    try {
      const bytes = Buffer.concat(await answer.body.toArray());
      const sum = answer.header(SUM);
      const length = lengthOf(answer);
      if (length === null && sum === null) throw unmeasured(name);
      if (length !== null && length !== bytes.length) throw new StorageAwayError("It ended early.");
      const isRight = sum === null || createHash("sha256").update(bytes).digest("hex") === sum;
      if (isRight) return { bytes, sum: async () => sum };
    } catch (cause) {
      if (resumed === MOST_RESUMED) throw cause;
      return get(name, resumed + 1);
    }
    // Changed on its way, it is another the next time.
    if (resumed < MOST_RESUMED) return get(name, MOST_RESUMED);
    throw new StorageDamagedError(name);
  };

  const page = async (query: Readonly<Record<string, string>>) => {
    const asked = { "list-type": "2", "max-keys": String(PAGE), ...query };
    return readList(await askText({ method: "GET", query: asked }));
  };

  async function* list(prefix: string, after?: string): AsyncGenerator<Listed> {
    const start = after === undefined ? {} : { "start-after": place.prefix + after };
    for (let token: string | null = ""; token !== null; ) {
      const from: Record<string, string> = token === "" ? start : { "continuation-token": token };
      const found = await tell(page({ prefix: place.prefix + prefix, ...from }));
      for (const each of found.objects) {
        const name = each.name.slice(place.prefix.length);
        if (isName(name)) yield { ...each, name };
      }
      // The same page again would never end.
      if (found.next === token) throw client.inWords(new S3Refusal(200, NO_LISTING));
      token = found.next;
    }
  }

  const erase = eraseIn({ prefix: place.prefix, find, askText, list });
  const remove = (name: string): Promise<void> => erase(name, (each) => each === name);

  const open = async (name: string, part?: Part): Promise<Opened | null> => {
    if (part && part.from === part.to) return { body: Readable.from([]), bytes: 0 };
    const answer = await find({ method: "GET", name, headers: rangeOf(part) });
    if (!answer) return null;
    const from = part?.from ?? 0;
    const bytes = lengthOf(answer);
    if (bytes === null) {
      answer.body.destroy();
      throw unmeasured(name);
    }
    if (part && (answer.status !== 206 || bytes !== part.to - part.from)) {
      answer.body.destroy();
      throw new StorageDamagedError(name);
    }
    return {
      body: resuming(answer.body, from, from + bytes, (rest) =>
        find({ method: "GET", name, headers: rangeOf(rest) }),
      ),
      bytes,
    };
  };

  return {
    place: told,
    put: (name, bytes, { once = false } = {}) => tell(put(checkName(name), bytes, once)),
    putStream: (name, bytes) => putParts({ ask, tell }, checkName(name), bytes),
    get: (name) => tell(get(checkName(name))),
    open: (name, part) => tell(open(checkName(name), part)),
    remove: (name) => tell(remove(checkName(name))),
    erase: (beginning) => tell(erase(beginning)),
    list,
    async names(folder) {
      const shards = HEX.map(async (digit) => {
        const names: string[] = [];
        for await (const { name } of list(`${folder}/${digit}`)) names.push(name);
        return names;
      });
      return (await Promise.all(shards)).flat();
    },
    async check() {
      const name = `unfinished/${randomBytes(16).toString("hex")}`;
      const bytes = Buffer.from(name);
      await tell(put(name, bytes, false));
      const kept = await tell(get(name));
      await tell(remove(name));
      if (!kept?.bytes.equals(bytes)) {
        throw new StorageError(`The object storage ${told} doesn’t give back what was just put there.`);
      }
    },
    async sweep() {
      const long = Date.now() - DAY_MS;
      for await (const { name, at } of list("unfinished/")) {
        if (at.getTime() < long) await tell(remove(name));
      }
      // Not every server tells what was begun, nor every key may ask: the bucket's own rules end it then.
      const begun = await askText({ method: "GET", query: { uploads: "", prefix: place.prefix } }).catch(
        () => "",
      );
      for (const { name, id, at } of readBegun(begun)) {
        if (at.getTime() > long) continue;
        const asked = {
          method: "DELETE",
          name: name.slice(place.prefix.length),
          query: { uploadId: id },
        } as const;
        await tell(find(asked).then((answer) => answer?.body.dump()));
      }
    },
  };
}

/** Null where it isn’t told: what breaks off then looks as if it were whole. */
function lengthOf(answer: Answer): number | null {
  const length = answer.header("content-length");
  return length === null ? null : Number(length);
}

const rangeOf = (part: Part | undefined): Readonly<Record<string, string>> =>
  part ? { range: `bytes=${part.from}-${part.to - 1}` } : {};

/** A body that is asked for from where it broke off. */
function resuming(
  first: Readable,
  from: number,
  to: number,
  again: (rest: Part) => Promise<Answer | null>,
): Readable {
  let current = first;
  async function* read(): AsyncGenerator<Uint8Array> {
    for (let at = from, resumed = 0; ; resumed += 1) {
      try {
        for await (const chunk of current) {
          at += chunk.length;
          yield chunk;
        }
        if (at === to) return;
        throw new StorageAwayError("It ended early.");
      } catch (cause) {
        if (resumed === MOST_RESUMED || at >= to) throw cause;
        const answer = await again({ from: at, to });
        if (answer?.status !== 206) throw cause;
        current = answer.body;
      }
    }
  }
  const body = Readable.from(read(), { objectMode: false });
  // Given up before it was begun, it would hold its connection.
  body.once("close", () => current.destroy());
  return body;
}
