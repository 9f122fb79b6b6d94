import { randomUUID } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, describe, expect, test, vi } from "vitest";
import { StorageAwayError, StorageFullError } from "./frame-storage";
import { framesIn } from "./frames-in";
import { readS3Place } from "./s3-place";
import { pieceSpool } from "./s3-spool";
import { s3Store } from "./s3-store";
import { storageContract } from "./testing/contract";
import { type Fault, KEY_VARIABLES, type StandIn, startStandIn, type Told } from "./testing/s3-stand-in";

Object.assign(process.env, KEY_VARIABLES);
const temporary = await mkdtemp(path.join(tmpdir(), "calot-spool-"));
afterAll(() => rm(temporary, { recursive: true }));
const servers: StandIn[] = [];
const start = async (...options: Parameters<typeof startStandIn>): Promise<StandIn> => {
  const server = await startStandIn(...options);
  servers.push(server);
  return server;
};
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
});

for (const [kind, options] of [
  ["an object storage", { pageSize: 3 }],
  ["one without conditions that keeps versions", { conditions: false, versioned: true, pageSize: 3 }],
] as const) {
  storageContract(kind, async () => {
    const server = await start(options);
    const [here, there] = ["one", "two"].map((each) =>
      pieceSpool(s3Store(readS3Place(server.url("pre/fix"))), path.join(temporary, kind, each)),
    );
    return { store: s3Store(readS3Place(server.url("pre/fix"))), spools: [here!, there!] };
  });
}

const asks = async (fault: (n: number, method: string) => Fault | null) => {
  const server = await start();
  let n = 0;
  server.fault = ({ method }) => fault(n++, method);
  return { server, store: s3Store(readS3Place(server.url("p"))) };
};
const first = (times: number, fault: Fault) => (n: number) => (n < times ? fault : null);

describe("an object storage in trouble", () => {
  test.each([
    ["has too much to do", { kind: "refuse", status: 503, code: "SlowDown" }],
    ["fails", { kind: "refuse", status: 500, code: "InternalError" }],
    ["lost the request", { kind: "refuse", status: 400, code: "RequestTimeout" }],
    ["breaks off before it did anything", { kind: "break", when: "before" }],
    ["breaks off after it did it", { kind: "break", when: "after" }],
  ] as const)("that %s is asked again", async (_, fault) => {
    const { server, store } = await asks(first(2, fault));
    await store.put("things/a", Buffer.from("a"), { once: true });
    expect(server.objects().get("p/things/a")?.toString()).toBe("a");
    await store.put("things/a", Buffer.from("b"));
    expect((await store.get("things/a"))?.bytes.toString()).toBe("b");
  });

  test("that breaks off in the middle of a body is asked for the rest of it, or for all", async () => {
    const bytes = Buffer.from("0123456789");
    const { server, store } = await asks((n) => (n < 3 ? { kind: "cut", after: 2 } : null));
    server.place("p/things/a", bytes);
    const opened = await store.open("things/a", { from: 1, to: 9 });
    expect(Buffer.concat(await opened!.body.toArray()).toString()).toBe("12345678");
    let cut = 3;
    server.fault = () => (cut-- > 0 ? { kind: "cut", after: 5 } : null);
    expect((await store.get("things/a"))?.bytes.equals(bytes)).toBe(true);
    cut = 9;
    await expect(store.get("things/a")).rejects.toBeInstanceOf(StorageAwayError);
  });

  test("that breaks off in the middle of a listing is asked for it again", async () => {
    const { server, store } = await asks(() => null);
    for (const name of ["a", "b"]) await store.put(`list/${name}`, Buffer.from(name));
    let cut = 2;
    server.fault = ({ query }) => (query.has("list-type") && cut-- > 0 ? { kind: "cut", after: 30 } : null);
    const names = [];
    for await (const { name } of store.list("list/")) names.push(name);
    expect(names).toEqual(["list/a", "list/b"]);
  });

  test("that gives other bytes than were put is asked once more, and then not believed", async () => {
    const { server, store } = await asks(() => null);
    await store.put("things/a", Buffer.from("a"));
    let spoilt = 1;
    server.fault = ({ method }) => (method === "GET" && spoilt-- > 0 ? { kind: "spoil" } : null);
    expect((await store.get("things/a"))?.bytes.toString()).toBe("a");
    spoilt = 9;
    await expect(store.get("things/a")).rejects.toThrow("is damaged: things/a");
  });

  test("that fails in the middle of parts leaves nothing begun", async () => {
    const { server, store } = await asks(() => null);
    server.fault = ({ query }) =>
      query.get("partNumber") === "2" ? { kind: "refuse", status: 403, code: "AccessDenied" } : null;
    const bytes = (async function* () {
      for (let n = 0; n < 20; n += 1) yield Buffer.alloc(1_000_000);
    })();
    await expect(store.putStream("things/large", bytes)).rejects.toThrow("doesn’t allow it");
    expect([server.begun.size, server.objects().size]).toEqual([0, 0]);
  });

  test("that answered the last request of parts, and nobody heard it, is believed", async () => {
    const { server, store } = await asks(() => null);
    let lost = false;
    server.fault = ({ method, query }) => {
      if (method !== "POST" || !query.has("uploadId") || lost) return null;
      lost = true;
      return { kind: "break", when: "after" };
    };
    const bytes = (async function* () {
      for (let n = 0; n < 20; n += 1) yield Buffer.alloc(1_000_000);
    })();
    await store.putStream("things/large", bytes);
    expect(server.objects().get("p/things/large")?.length).toBe(20_000_000);
  });

  test("that lost the last request of parts has nothing, though something of that name was there", async () => {
    const { server, store } = await asks(() => null);
    await store.put("things/large", Buffer.from("as it was before"));
    server.fault = ({ method, query }) =>
      method === "POST" && query.has("uploadId")
        ? { kind: "refuse", status: 404, code: "NoSuchUpload" }
        : null;
    const bytes = (async function* () {
      for (let n = 0; n < 20; n += 1) yield Buffer.alloc(1_000_000);
    })();
    await expect(store.putStream("things/large", bytes)).rejects.toThrow("NoSuchUpload");
  });

  test("that did the last request of parts, and whose line broke until it was given up, is believed", async () => {
    const { server, store } = await asks(() => null);
    server.fault = ({ method, query }) =>
      method === "POST" && query.has("uploadId")
        ? { kind: "break", when: server.begun.size > 0 ? "after" : "before" }
        : null;
    const bytes = (async function* () {
      for (let n = 0; n < 20; n += 1) yield Buffer.alloc(1_000_000);
    })();
    await store.putStream("things/large", bytes);
    expect(server.objects().get("p/things/large")?.length).toBe(20_000_000);
  });

  test("that doesn’t tell how long a body is is not believed that it was whole", async () => {
    const { server, store } = await asks(() => ({ kind: "untold", after: 5 }));
    server.place("p/things/a", Buffer.from("0123456789"));
    await expect(store.get("things/a")).rejects.toThrow("doesn’t tell how long a file is: things/a");
    await expect(store.open("things/a")).rejects.toThrow("doesn’t tell how long a file is: things/a");
    await expect(store.open("things/a", { from: 0, to: 5 })).rejects.toBeInstanceOf(StorageAwayError);
    // Held to its sum, it is.
    server.fault = () => null;
    await store.put("things/b", Buffer.from("0123456789"));
    server.fault = () => ({ kind: "untold", after: 10 });
    expect((await store.get("things/b"))?.bytes.toString()).toBe("0123456789");
  });

  test.each([
    ["a page of a proxy", "<html>Sign in</html>"],
    ["nothing", ""],
    ["what is cut without a token", "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>"],
    [
      "what is cut with an empty token",
      "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken></NextContinuationToken></ListBucketResult>",
    ],
    [
      "the same page for ever",
      "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>a</NextContinuationToken></ListBucketResult>",
    ],
  ])("that answers a listing with %s has not said that nothing is there", async (_, content) => {
    const { store } = await asks(() => ({ kind: "instead", content }));
    await expect(store.names("renditions")).rejects.toThrow("doesn’t answer with a listing");
    await expect(framesIn(store).removeFrame("c".repeat(64))).rejects.toThrow(
      "doesn’t answer with a listing",
    );
  });

  test.each([
    ["InvalidAccessKeyId", 403, /refuses the keys \(InvalidAccessKeyId\)/],
    ["SignatureDoesNotMatch", 403, /refuses the keys/],
    ["AccessDenied", 403, /read, write, list and delete/],
    ["NoSuchBucket", 404, /has no such bucket/],
    ["RequestTimeTooSkewed", 403, /clock is too far/],
    ["PermanentRedirect", 301, /is in another region/],
    ["QuotaExceeded", 403, /is full/],
    ["MethodNotAllowed", 405, /refuses it \(MethodNotAllowed\)/],
  ])("says so in words: %s", async (code, status, words) => {
    const { store } = await asks(() => ({ kind: "refuse", status, code }));
    const frames = framesIn(store);
    for (const work of [
      () => store.check(),
      () => frames.inventory(),
      () => store.put("things/a", Buffer.from("a")),
    ]) {
      await expect(work()).rejects.toThrow(words);
    }
    // What isn't there and what can't be asked for are two things.
    await expect(store.get("things/a")).rejects.toThrow(words);
  });

  test("that is full is said as a disk is, and one that stays away can be waited for", async () => {
    const full = await asks(() => ({ kind: "refuse", status: 507, code: "XMinioStorageFull" }));
    await expect(full.store.put("things/a", Buffer.from("a"))).rejects.toBeInstanceOf(StorageFullError);
    await full.server.close();
    servers.splice(servers.indexOf(full.server), 1);
    const away = full.store.get("things/a");
    await expect(away).rejects.toBeInstanceOf(StorageAwayError);
    await expect(away).rejects.toThrow("can’t be reached (ECONNREFUSED)");
  });

  test("refuses keys that are wrong, and a clock that is", async () => {
    const server = await start();
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "another");
    await expect(s3Store(readS3Place(server.url())).check()).rejects.toThrow("(SignatureDoesNotMatch)");
    vi.unstubAllEnvs();
    const late = await start({ now: () => Date.now() + 3_600_000 });
    await expect(s3Store(readS3Place(late.url())).check()).rejects.toThrow("clock is too far");
    const elsewhere = s3Store(readS3Place(server.url().replace("region=test-1", "region=eu-1")));
    await expect(elsewhere.check()).rejects.toThrow("in another region");
    expect(server.objects().size).toBe(0);
  });
});

describe("an object storage", () => {
  test("keeps no version of what is removed for good", async () => {
    const server = await start({ versioned: true });
    const store = s3Store(readS3Place(server.url()));
    for (const text of ["a", "b"]) await store.put("things/a", Buffer.from(text));
    await store.put("things/ab", Buffer.from("stays"));
    expect(server.versionsOf("things/a")).toBe(2);
    await store.remove("things/a");
    expect([server.versionsOf("things/a"), server.versionsOf("things/ab")]).toEqual([0, 1]);
  });

  test.each([
    ["doesn’t list versions", ({ query }: Told) => query.has("versions")],
    ["doesn’t remove them", ({ query }: Told) => query.has("versionId")],
  ])("that %s just then has not removed a picture, and has the next time", async (_, refuses) => {
    const server = await start({ versioned: true, pageSize: 2 });
    const store = s3Store(readS3Place(server.url("p")));
    const sha = "d".repeat(64);
    const name = `renditions/dd/${sha}-320.webp`;
    for (const text of ["a", "b", "c"]) await store.put(name, Buffer.from(text));
    let refused = 1;
    server.fault = (asked) =>
      refuses(asked) && refused-- > 0 ? { kind: "refuse", status: 403, code: "AccessDenied" } : null;
    await expect(framesIn(store).removeFrame(sha)).rejects.toThrow("doesn’t allow it");
    await framesIn(store).removeFrame(sha);
    expect(server.versionsOf(`p/${name}`)).toBe(0);
  });

  test("has no version left of what somebody else had removed by its name", async () => {
    const server = await start({ versioned: true });
    const store = s3Store(readS3Place(server.url()));
    const sha = "d".repeat(64);
    const name = `originals/dd/${sha}.png`;
    await store.put(name, Buffer.from("a"));
    server.hide(name);
    expect([server.versionsOf(name), await store.get(name)]).toEqual([2, null]);
    await framesIn(store).removeFrame(sha);
    expect(server.versionsOf(name)).toBe(0);
  });

  test.each([
    ["refuses to tell versions", { kind: "refuse", status: 501, code: "NotImplemented" }],
    ["lists objects in their place", { kind: "instead", content: "<ListBucketResult></ListBucketResult>" }],
  ] as const)("that %s has none, and what is removed goes by its name", async (_, fault) => {
    const { server, store } = await asks(() => null);
    server.fault = ({ query }) => (query.has("versions") ? fault : null);
    for (const name of ["a", "ab"]) await store.put(`things/${name}`, Buffer.from(name));
    await store.remove("things/a");
    expect([...server.objects().keys()]).toEqual(["p/things/ab"]);
  });

  test("passes over what has no name of ours", async () => {
    let now = Date.now() - 25 * 3_600_000;
    const server = await start({ now: () => now });
    const store = s3Store(readS3Place(server.url("p")));
    const names = ["p/unfinished/.DS_Store", "p/unfinished/A", "p/unfinished/../x", "p/unfinished/"];
    for (const name of names) server.place(name, Buffer.from("x"));
    now = Date.now();
    await store.sweep();
    await store.erase("unfinished/");
    expect([...server.objects().keys()]).toEqual(names);
  });

  test("doesn’t take what is there by its hash once more", async () => {
    const server = await start();
    const store = s3Store(readS3Place(server.url()));
    await store.put("originals/00/a.png", Buffer.from("a"), { once: true });
    await store.put("originals/00/a.png", Buffer.from("another"), { once: true });
    expect(server.objects().get("originals/00/a.png")?.toString()).toBe("a");
  });

  test("is swept of what was begun a day ago, and of nothing else", async () => {
    let now = Date.now() - 25 * 3_600_000;
    const server = await start({ now: () => now });
    const store = s3Store(readS3Place(server.url("p")));
    // Its clock is that of the requests.
    vi.useFakeTimers({ now, toFake: ["Date"] });
    server.fault = ({ method, query }) =>
      query.get("partNumber") === "2" || (method === "DELETE" && query.has("uploadId"))
        ? { kind: "refuse", status: 403, code: "AccessDenied" }
        : null;
    const large = async function* () {
      for (let n = 0; n < 20; n += 1) yield Buffer.alloc(1_000_000);
    };
    await expect(store.putStream("things/old", large())).rejects.toThrow();
    await store.put("unfinished/old", Buffer.from("x"));
    vi.useRealTimers();
    now = Date.now();
    await expect(store.putStream("things/new", large())).rejects.toThrow();
    await store.put("unfinished/new", Buffer.from("x"));
    server.fault = () => null;
    await store.sweep();
    expect([...server.begun.values()].map(({ name }) => name)).toEqual(["p/things/new"]);
    expect([...server.objects().keys()]).toEqual(["p/unfinished/new"]);
  });

  test("gives an upload a place of this machine while it is read, and takes that away with it", async () => {
    const server = await start();
    const own = path.join(temporary, "own");
    const spool = pieceSpool(s3Store(readS3Place(server.url())), own);
    const id = "11111111-2222-4333-8444-555555555555";
    await spool.append(id, 0, Readable.from([Buffer.from("abc")]), 3);
    await spool.atHand(id, 3);
    await spool.atHand(id, 3);
    expect(await readdir(own)).toEqual([id]);
    await spool.remove(id);
    expect(await readdir(own)).toEqual([]);
    expect(server.objects().size).toBe(0);
  });
});

describe("uploads in an object storage", () => {
  const id = "11111111-2222-4333-8444-555555555555";
  const three = async () => {
    const server = await start();
    const own = path.join(temporary, randomUUID());
    const spool = pieceSpool(s3Store(readS3Place(server.url())), own);
    for (const [n, text] of ["abc", "def", "ghi"].entries()) {
      await spool.append(id, n * 3, Readable.from([Buffer.from(text)]), 9);
    }
    return { server, spool, own, names: [...server.objects().keys()].sort() };
  };

  test.each([0, 1, 2])("that lack a piece are not read as far as they go: %d", async (lost) => {
    const { server, spool, own, names } = await three();
    expect(await readFile((await spool.atHand(id, 9)).file, "utf8")).toBe("abcdefghi");
    server.place(names[lost]!, null);
    await expect(spool.atHand(id, 9)).rejects.toThrow(`is damaged: uploads/${id}/`);
    expect(await readdir(own)).toEqual([]);
  });

  test("that can’t be put are tried once", async () => {
    const { server, spool } = await three();
    server.fault = ({ method }) =>
      method === "PUT" ? { kind: "refuse", status: 403, code: "AccessDenied" } : null;
    const before = server.asked.length;
    const piece = Readable.from([Buffer.alloc(8 * 1024 * 1024)]);
    await expect(spool.append(id, 9, piece, 9_000_000)).rejects.toThrow("doesn’t allow it");
    expect(server.asked.slice(before).filter(({ method }) => method === "PUT")).toHaveLength(1);
  });

  test("are not fetched to where somebody else on the machine could change them", async () => {
    const { spool, own } = await three();
    await mkdir(own);
    await chmod(own, 0o777);
    await expect(spool.atHand(id, 9)).rejects.toThrow("belongs to somebody else on this machine");
    expect(await readdir(own)).toEqual([]);
  });
});

describe("the address of an object storage", () => {
  test.each([
    ["s3://b-1/a/b?endpoint=http://minio:9000&region=eu-1", "http://minio:9000/b-1/", "a/b/", "eu-1"],
    ["s3://b-1?endpoint=https://s.example/s3/", "https://s.example/s3/b-1/", "", "us-east-1"],
    ["s3://b-1/?region=eu-central-1", "https://b-1.s3.eu-central-1.amazonaws.com/", "", "eu-central-1"],
    ["s3://b.one//a/?region=eu-1", "https://s3.eu-1.amazonaws.com/b.one/", "a/", "eu-1"],
  ])("%s", (url, base, prefix, region) => {
    expect(readS3Place(url)).toMatchObject({ base, prefix, region });
  });

  test.each([
    ["s3:b", "not a bucket’s name"],
    ["http://bucket", "not of the form"],
    ["s3://", "not a bucket’s name"],
    ["s3://key:secret@bucket/a", "the keys don’t stand in the address"],
    ["s3://Bucket_", "not a bucket’s name"],
    ["s3://bucket/a%20b", "a prefix has letters"],
    ["s3://bucket/a/.b", "a prefix has letters"],
    ["s3://bucket?endpoint=minio:9000", "is not an endpoint"],
    ["s3://bucket?endpoint=http://u:p@minio", "is not an endpoint"],
    ["s3://bucket?style=virtual", "it has no “style”"],
    ["s3://bucket?region=", "is not a region"],
    ["s3://bucket?keys=OTHER", "OTHER_ACCESS_KEY_ID and OTHER_SECRET_ACCESS_KEY, are not set"],
    ["s3://bucket?keys=a-b", "is not what names of variables begin with"],
  ])("%s is refused", (url, why) => {
    expect(() => readS3Place(url)).toThrow(why);
    expect(() => readS3Place(url)).not.toThrow("secret@");
  });
});
