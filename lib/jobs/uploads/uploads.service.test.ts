import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { z } from "zod";
import type { User } from "@/lib/auth/actor";
import { testDatabase } from "@/lib/db/testing";
import type { sourceMapSchema } from "@/lib/domain/sources/source-map";
import { HEADER, labelMe, picture, smallBundle, TEXTS, testFolder } from "@/lib/resgo/testing/bundle-files";
import { rawZip } from "@/lib/resgo/testing/raw-zip";
import { contextOf, makeInstitution, makeUser } from "@/lib/services/testing/factories";
import { beginUpload } from "@/lib/services/uploads/begin-upload";
import { cancelUpload } from "@/lib/services/uploads/cancel-upload";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { listUploads } from "@/lib/services/uploads/list-uploads";
import { receivePiece } from "@/lib/services/uploads/receive-piece";
import { folderStorage } from "@/lib/storage/folder-storage";
import { StorageAwayError } from "@/lib/storage/frame-storage";
import { framesIn } from "@/lib/storage/frames-in";
import { readS3Place } from "@/lib/storage/s3-place";
import { pieceSpool } from "@/lib/storage/s3-spool";
import { s3Store } from "@/lib/storage/s3-store";
import { KEY_VARIABLES, startStandIn } from "@/lib/storage/testing/s3-stand-in";
import { folderSpool } from "@/lib/storage/upload-spool";
import { takeBackImport } from "../import/take-back/take-back-import";
import { contentOf } from "../import/testing";
import { runUploads } from "./run-uploads";
import { sweepUploads } from "./sweep-uploads";
import { readHere, send, streamOf, zipOf } from "./testing";

const db = await testDatabase();
const base = await testFolder();
const never = new AbortController().signal;
let storageFolder = "";
let director: User;
let faculty: User;

beforeEach(async () => {
  await db.pool.query("TRUNCATE institution, frame CASCADE");
  const institutionId = await makeInstitution(db);
  director = await makeUser(db, institutionId, "director");
  faculty = await makeUser(db, institutionId, "faculty");
  storageFolder = await mkdtemp(path.join(base, "storage-"));
});

const spool = () => folderSpool(storageFolder);
const run = (signal = never) =>
  runUploads(db, spool(), readHere(db, folderStorage(storageFolder), spool()), signal);
const viewOf = async (actor: User, id: string) => {
  const found = await getUpload(contextOf(db, actor), spool(), id);
  if (!found.ok) throw new Error(found.failure.detail);
  return found.value;
};
const bundle = { kind: "bundle" as const, datasetName: "D", fileName: "resgo.zip" };

test("announced twice, at once and as the last that may be under way, is one upload, answered the same", async () => {
  const announce = (id: string) =>
    beginUpload(contextOf(db, faculty), spool(), 1e9, { ...bundle, id, bytes: 1 });
  for (let i = 0; i < 4; i++) expect(await announce(randomUUID())).toMatchObject({ ok: true });
  const id = randomUUID();
  const [first, ...others] = await Promise.all(Array.from({ length: 4 }, () => announce(id)));
  expect(first).toMatchObject({ ok: true, value: { id } });
  for (const other of others) expect(other).toEqual(first);
  // And again once the dataset was opened, into which faculty bring no bundle any more.
  await db.prisma.dataset.create({
    data: { institutionId: faculty.institutionId, name: "D", publication: "published" },
  });
  expect(await announce(id)).toEqual(first);
  expect(await announce(randomUUID())).toMatchObject({ ok: false });
});

describe("a zipped bundle", () => {
  test("comes in with the importer’s report, held back from practice unless it is opened", async () => {
    const zip = await zipOf(base, await smallBundle({ "labelme/V2/000007.json": "{}" }));
    const id = randomUUID();
    await send(db, spool(), faculty, zip, { ...bundle, id });
    expect(await viewOf(faculty, id)).toMatchObject({ status: "waiting", received: zip.length });
    expect(await run()).toBe(1);
    const view = await viewOf(faculty, id);
    expect(view).toMatchObject({ status: "done", error: null, total: 3 });
    expect(view.report).toMatchObject({ dataset: "D", videos: 2, new: 2, refused: 1 });
    expect(view.report!.problems).toContainEqual(
      expect.objectContaining({ level: "error", file: "labelme/V2/000007.json" }),
    );
    expect(await contentOf(db)).toHaveLength(2);
    expect(await db.prisma.dataset.findFirst()).toMatchObject({ publication: "draft" });
    expect(await spool().ids()).toEqual([]);
    const audit = await db.prisma.auditEvent.findMany({
      where: { actorId: faculty.id },
      orderBy: { id: "asc" },
    });
    expect(audit.map(({ action }) => action)).toEqual(["upload.begin", "upload.end"]);
  });

  test("of a set that others made comes in by its map, as drafts, with the terms that are given", async () => {
    const categories = ["calot_triangle", "cystic_plate", "tool"].map((name, id) => ({ id, name }));
    const annotations = [{ id: 1, image_id: 7, category_id: 0, bbox: [8, 6, 20, 12], segmentation: [] }];
    const zip = await zipOf(base, {
      "endoscapes/train/1_14050.jpg": await picture(),
      "endoscapes/train/annotation_coco.json": JSON.stringify({
        ...{ images: [{ id: 7, file_name: "1_14050.jpg" }], annotations, categories },
      }),
    });
    const id = randomUUID();
    const terms = { licence: "Ours", citation: "Us, 2026", map: "endoscapes" as const };
    await send(db, spool(), faculty, zip, { ...bundle, id, ...terms });
    await run();
    const view = await viewOf(faculty, id);
    expect(view).toMatchObject({ status: "done", report: { new: 1, drafts: 1, refused: 0 } });
    expect(await db.prisma.dataset.findFirst()).toMatchObject({
      ...{ name: "D", licence: "Ours", citation: "Us, 2026", publication: "draft" },
    });
    expect(await db.prisma.video.findFirst()).toMatchObject({ name: "1", split: "train" });
  });

  test("announced again with the same map of its own is the same upload", async () => {
    const id = randomUUID();
    const map = { categories: { zone: "go zone", "a duct": { noGo: "duct" } } as const, name: "S" };
    const announce = (given: z.input<typeof sourceMapSchema>) =>
      beginUpload(contextOf(db, faculty), spool(), 1e9, { ...bundle, id, bytes: 1, map: given });
    expect(await announce(map)).toMatchObject({ ok: true });
    expect(await announce(map)).toMatchObject({ ok: true });
    expect(await announce({ categories: { zone: "leave out" } })).toMatchObject({ ok: false });
  });

  test("is taken back by its own id, by those who may, bundle and frames alike", async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await send(db, spool(), faculty, await zipOf(base, await smallBundle()), { ...bundle, id: first });
    await run();
    const frames = streamOf({ "12.jpg": await picture(64, 48, "#334455") });
    const sent = { kind: "frames" as const, datasetName: "D", video: "New", split: null };
    await send(db, spool(), faculty, frames, { ...sent, id: second, fileName: "12.jpg" });
    await run();
    expect(await contentOf(db)).toHaveLength(4);
    expect((await viewOf(faculty, second)).mayTakeBack).toBeUndefined();
    // Cut off too often, it may have brought a part; while it is read, it is held.
    for (const [status, may] of [
      ["failed", true],
      ["running", undefined],
      ["done", true],
    ] as const) {
      await db.prisma.upload.update({ where: { id: second }, data: { status } });
      expect((await viewOf(director, second)).mayTakeBack).toBe(may);
    }
    const takeBack = (actor: User, id: string) =>
      takeBackImport(contextOf(db, actor), folderStorage(storageFolder), id);
    expect(await takeBack(faculty, second)).toMatchObject({ ok: false, failure: { code: "not-found" } });
    expect(await takeBack(director, first)).toMatchObject({ ok: false, failure: { code: "conflict" } });
    expect(await takeBack(director, second)).toMatchObject({ ok: true, value: { removed: 1 } });
    expect((await viewOf(director, second)).mayTakeBack).toBeUndefined();
    expect((await viewOf(faculty, second)).takenBack).toBe(true);
    expect((await viewOf(faculty, first)).takenBack).toBe(false);
    expect(await takeBack(director, first)).toMatchObject({
      ok: true,
      value: { removed: 3, datasetRemoved: true },
    });
    expect(await db.prisma.dataset.count()).toBe(0);
  });

  test("is opened by a director, and not by faculty", async () => {
    const zip = await zipOf(base, await smallBundle());
    const id = randomUUID();
    const refused = await beginUpload(contextOf(db, faculty), spool(), 1e9, {
      ...{ ...bundle, id, bytes: zip.length, open: true },
    });
    expect(refused).toMatchObject({ ok: false, failure: { code: "forbidden" } });
    await send(db, spool(), director, zip, { ...bundle, id, open: true });
    await run();
    expect(await db.prisma.dataset.findFirst()).toMatchObject({ publication: "published" });
    // What is practised on is not changed past the pipeline.
    const again = await beginUpload(contextOf(db, faculty), spool(), 1e9, {
      ...{ ...bundle, id: randomUUID(), bytes: 1 },
    });
    expect(again).toMatchObject({ ok: false, failure: { code: "forbidden" } });
  });

  test("is not read into a dataset that was opened meanwhile, however its name was spelt", async () => {
    const zip = await zipOf(base, await smallBundle());
    const first = randomUUID();
    await send(db, spool(), director, zip, { ...bundle, id: first });
    await run();
    const second = randomUUID();
    await send(db, spool(), faculty, zip, { ...bundle, id: second, datasetName: " D\u0007 " });
    await db.pool.query("UPDATE dataset SET publication = 'published'");
    await run();
    expect(await viewOf(faculty, second)).toMatchObject({ status: "failed", datasetName: "D" });
    const third = { ...bundle, id: randomUUID(), bytes: 1, datasetName: "  D" };
    expect(await beginUpload(contextOf(db, faculty), spool(), 1e9, third)).toMatchObject({
      failure: { code: "forbidden" },
    });
  });

  test("names its files in the encoding that is chosen, and is refused without", async () => {
    const gbk = Buffer.from([0xca, 0xd6, 0xca, 0xf5]); // 手术
    const named = (before: string, after: string) =>
      Buffer.concat([Buffer.from(before), gbk, Buffer.from(after)]);
    const zip = rawZip([
      { name: named("frames/", "/000001.jpg"), content: await picture() },
      { name: named("labelme/", "/000001.json"), content: labelMe() },
      { name: "annotations.csv", content: `\ufeffVideo,${HEADER.join()}\n手术,1,A,${TEXTS.join()}\n` },
    ]);
    const [without, chosen] = [randomUUID(), randomUUID()];
    await send(db, spool(), faculty, zip, { ...bundle, id: without });
    await send(db, spool(), faculty, zip, { ...bundle, id: chosen, encoding: "gb18030" });
    await run();
    const refused = await viewOf(faculty, without);
    expect(refused).toMatchObject({ status: "failed", error: expect.stringContaining("Name the encoding") });
    const { report } = await viewOf(faculty, chosen);
    expect(report).toMatchObject({ new: 1, refused: 0, byVideo: [{ video: "手术" }] });
  });

  test("that is no zip fails with a sentence, and leaves nothing behind", async () => {
    const id = randomUUID();
    await send(db, spool(), faculty, Buffer.from("not a zip at all"), { ...bundle, id });
    await run();
    const view = await viewOf(faculty, id);
    expect(view).toMatchObject({ status: "failed", report: null });
    expect(view.error).toContain("no zip archive");
    expect(await spool().ids()).toEqual([]);
  });
});

describe("frames", () => {
  const frames = { kind: "frames" as const, datasetName: "New", fileName: "2 frames", video: "OP 1" };

  test("become drafts of a dataset that is open, numbered by their names", async () => {
    const id = randomUUID();
    const stream = streamOf({
      "frame_3.jpg": await picture(64, 48, "#101010"),
      "frame_12.jpg": await picture(64, 48, "#202020"),
      "notes.jpg": Buffer.from("no picture"),
    });
    await send(db, spool(), faculty, stream, { ...frames, id, split: "test" });
    await run();
    const { report } = await viewOf(faculty, id);
    expect(report).toMatchObject({ new: 2, drafts: 2, byVideo: [{ video: "OP 1", split: "test", new: 2 }] });
    expect(report!.problems).toMatchObject([{ level: "error", file: "notes.jpg" }]);
    const content = await contentOf(db);
    expect(content).toMatchObject([
      { open: "published", publication: "draft", frame: 3, phase: null, boxes: [], split: "test" },
      { open: "published", publication: "draft", frame: 12, phase: null, boxes: [] },
    ]);
  });

  test("that can't be served in every size are refused alone, by their names", async () => {
    const id = randomUUID();
    const stream = streamOf({
      "4.jpg": await picture(64, 48, "#405060"),
      "5.jpg": await picture(20, 17_000),
    });
    await send(db, spool(), faculty, stream, { ...frames, id });
    await run();
    const { report, status } = await viewOf(faculty, id);
    expect([status, report?.new, report?.refused]).toEqual(["done", 1, 1]);
    expect(report!.problems).toMatchObject([
      { level: "error", file: "5.jpg", message: expect.stringContaining("too long to be served") },
    ]);
  });

  test("sent again change nothing; another picture under a number is refused", async () => {
    const one = await picture(64, 48, "#101010");
    const first = randomUUID();
    await send(db, spool(), faculty, streamOf({ "1.jpg": one }), { ...frames, id: first });
    await run();
    const second = randomUUID();
    const stream = streamOf({ "1.jpg": one, "2.jpg": await picture(64, 48, "#303030") });
    await send(db, spool(), faculty, stream, { ...frames, id: second });
    await run();
    expect((await viewOf(faculty, second)).report).toMatchObject({ new: 1, unchanged: 1, refused: 0 });
    const third = randomUUID();
    await send(db, spool(), faculty, streamOf({ "2.jpg": one }), { ...frames, id: third });
    await run();
    expect((await viewOf(faculty, third)).report).toMatchObject({ new: 0, refused: 1 });
    expect(await contentOf(db)).toHaveLength(2);
  });

  test.each([
    ["no manifest", Buffer.from("not a manifest")],
    ["a manifest that claims too much", Buffer.from('[{"name":"1.jpg","bytes":999}]\nabc')],
    ["a manifest of nothing", Buffer.from("[]\n")],
  ])("a stream with %s fails with a sentence", async (_, stream) => {
    const id = randomUUID();
    await send(db, spool(), faculty, stream, { ...frames, id });
    await run();
    expect((await viewOf(faculty, id)).error).toContain("not a list of frames");
  });

  test("refuses a video’s name that is no plain name", async () => {
    for (const video of ["../evil", ".hidden", "a/b", ""]) {
      const begun = await beginUpload(contextOf(db, faculty), spool(), 1e9, {
        ...{ ...frames, id: randomUUID(), bytes: 3, video },
      });
      expect(begun, video).toMatchObject({ ok: false, failure: { code: "invalid" } });
    }
  });
});

describe("pieces", () => {
  async function* chunks(...parts: Buffer[]) {
    yield* parts;
  }
  async function* broken(part: Buffer) {
    yield part;
    throw new Error("connection lost");
  }
  const begin = (id: string, bytes: number, actor = faculty) =>
    beginUpload(contextOf(db, actor), spool(), 1_000, { ...bundle, id, bytes });

  test("a lost connection goes on where it was; a piece elsewhere is not taken", async () => {
    const id = randomUUID();
    await begin(id, 10);
    const ctx = contextOf(db, faculty);
    await expect(
      receivePiece(ctx, spool(), { id, offset: "0" }, broken(Buffer.from("abcd"))),
    ).rejects.toThrow("connection lost");
    expect(await begin(id, 10)).toMatchObject({ ok: true, value: { received: 4, status: "receiving" } });
    expect(await receivePiece(ctx, spool(), { id, offset: "0" }, chunks(Buffer.from("xxxx")))).toEqual({
      ok: true,
      value: { received: 4, taken: false },
    });
    const rest = chunks(Buffer.from("efg"), Buffer.from("hij"), Buffer.from("too much"));
    expect(await receivePiece(ctx, spool(), { id, offset: "4" }, rest)).toMatchObject({
      value: { received: 10, taken: true },
    });
    expect(await viewOf(faculty, id)).toMatchObject({ status: "waiting" });
    expect(await receivePiece(ctx, spool(), { id, offset: "4" }, chunks(Buffer.from("late")))).toMatchObject({
      value: { received: 10, taken: false },
    });
  });

  test("the same id with another content, or another person’s, is a conflict", async () => {
    const id = randomUUID();
    await begin(id, 10);
    expect(await begin(id, 11)).toMatchObject({ failure: { code: "conflict" } });
    expect(await begin(id, 10, director)).toMatchObject({ failure: { code: "conflict" } });
    expect(await begin(randomUUID(), 1_001)).toMatchObject({ failure: { code: "invalid" } });
  });

  test("five are under way at most", async () => {
    for (let n = 0; n < 5; n++) expect(await begin(randomUUID(), 1)).toMatchObject({ ok: true });
    expect(await begin(randomUUID(), 1)).toMatchObject({ failure: { code: "conflict" } });
  });

  test("strangers find nothing", async () => {
    const id = randomUUID();
    await begin(id, 10);
    const elsewhere = await makeInstitution(db);
    const colleague = await makeUser(db, faculty.institutionId, "faculty");
    const strangers = [
      colleague,
      await makeUser(db, faculty.institutionId, "resident"),
      await makeUser(db, elsewhere, "director"),
      await makeUser(db, elsewhere, "admin"),
    ];
    for (const stranger of strangers) {
      const ctx = contextOf(db, stranger);
      expect(await getUpload(ctx, spool(), id)).toMatchObject({ failure: { code: "not-found" } });
      const piece = await receivePiece(ctx, spool(), { id, offset: "0" }, chunks(Buffer.from("x")));
      expect(piece).toMatchObject({ failure: { code: "not-found" } });
      const list = await listUploads(ctx, spool());
      expect(list.ok ? list.value : []).toEqual([]);
    }
    expect(await getUpload(contextOf(db, director), spool(), id)).toMatchObject({ value: { mine: false } });
    // Another's pieces are not even a director's to send.
    const piece = await receivePiece(
      contextOf(db, director),
      spool(),
      { id, offset: "0" },
      chunks(Buffer.from("x")),
    );
    expect(piece).toMatchObject({ failure: { code: "not-found" } });
  });
});

describe("reading in the background", () => {
  test("two processes share the work; each upload is read once", async () => {
    for (let n = 0; n < 4; n++) {
      const stream = streamOf({ "1.jpg": await picture(64, 48, `#1010${n}0`) });
      const upload = { id: randomUUID(), kind: "frames" as const, datasetName: `D${n}`, video: "V" };
      await send(db, spool(), faculty, stream, upload);
    }
    const ended = await Promise.all([run(), run(), run()]);
    expect(ended.reduce((a, b) => a + b)).toBe(4);
    expect(await contentOf(db)).toHaveLength(4);
    expect(await db.prisma.upload.count({ where: { status: "done", attempts: 1 } })).toBe(4);
  });

  test("one that is stopped is given back, and read by the next", async () => {
    const id = randomUUID();
    await send(db, spool(), faculty, await zipOf(base, await smallBundle()), { ...bundle, id });
    const stopping = new AbortController();
    const storage = folderStorage(storageFolder);
    // Stops at the first picture that is stored.
    const stopsAtOnce = {
      ...storage,
      putOriginal: async (...picture: Parameters<typeof storage.putOriginal>) => {
        stopping.abort();
        return storage.putOriginal(...picture);
      },
    };
    expect(await runUploads(db, spool(), readHere(db, stopsAtOnce, spool()), stopping.signal)).toBe(0);
    expect(await viewOf(faculty, id)).toMatchObject({ status: "waiting" });
    expect(await run()).toBe(1);
    const { report } = await viewOf(faculty, id);
    expect(report!.new + report!.unchanged).toBe(3);
    expect(await contentOf(db)).toHaveLength(3);
  });

  test("one that ends its readers is not tried for ever", async () => {
    const id = randomUUID();
    await send(db, spool(), faculty, Buffer.from("poison"), { ...bundle, id });
    await db.pool.query(
      "UPDATE upload SET status = 'running', attempts = 3, heartbeat_at = now() - interval '1 minute'",
    );
    await run();
    expect(await viewOf(faculty, id)).toMatchObject({ status: "failed" });
  });

  test("one that is read by a living process is left to it", async () => {
    const id = randomUUID();
    await send(db, spool(), faculty, Buffer.from("x"), { ...bundle, id });
    await db.pool.query("UPDATE upload SET status = 'running', attempts = 1, heartbeat_at = now()");
    expect(await run()).toBe(0);
  });

  test("one that is read while the place of the frames is away waits for it, and comes in then", async () => {
    const server = await startStandIn();
    for (const [name, value] of Object.entries(KEY_VARIABLES)) vi.stubEnv(name, value);
    const store = s3Store(readS3Place(server.url("calot")));
    const far = pieceSpool(store, path.join(storageFolder, "at-hand"));
    const id = randomUUID();
    await send(db, far, faculty, await zipOf(base, await smallBundle()), { ...bundle, id });
    const read = () => runUploads(db, far, readHere(db, framesIn(store), far), never);
    // It goes away once the upload is at hand: in the middle of storing pictures.
    server.fault = ({ method, name }) =>
      method === "PUT" && name.includes("/renditions/")
        ? { kind: "refuse", status: 503, code: "SlowDown" }
        : null;
    await expect(read()).rejects.toBeInstanceOf(StorageAwayError);
    const waits = await db.prisma.upload.findUniqueOrThrow({ where: { id } });
    expect(waits).toMatchObject({ status: "waiting", attempts: 0, error: null });
    server.fault = () => null;
    expect(await read()).toBe(1);
    expect(await db.prisma.upload.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: "done" });
    expect([...server.objects().keys()].filter((name) => name.includes("/uploads/"))).toEqual([]);
    expect([...server.objects().keys()].filter((name) => name.includes("/originals/"))).not.toEqual([]);
    await server.close();
    vi.unstubAllEnvs();
  });

  test("what never arrived whole is given up, and its room freed", async () => {
    const id = randomUUID();
    const ctx = contextOf(db, faculty);
    await beginUpload(ctx, spool(), 1e9, { ...bundle, id, bytes: 10 });
    async function* piece() {
      yield Buffer.from("abc");
    }
    await receivePiece(ctx, spool(), { id, offset: "0" }, piece());
    await db.pool.query("UPDATE upload SET created_at = now() - interval '1 day'");
    await sweepUploads(db, spool());
    expect(await spool().ids()).toEqual([id]);
    await db.pool.query("UPDATE upload SET created_at = now() - interval '3 days'");
    await sweepUploads(db, spool());
    expect(await spool().ids()).toEqual([]);
    expect(await viewOf(faculty, id)).toMatchObject({ status: "failed" });
  });
});

describe("an upload that is cancelled", () => {
  const cancel = (actor: User, id: string) => cancelUpload(contextOf(db, actor), spool(), id);

  test("while it arrives or waits frees its room, and is neither read nor gone on with", async () => {
    const zip = await zipOf(base, await smallBundle());
    const id = randomUUID();
    await send(db, spool(), faculty, zip, { ...bundle, id });
    expect(await cancel(faculty, id)).toMatchObject({
      value: { status: "failed", error: expect.stringContaining("cancelled") },
    });
    expect(await spool().ids()).toEqual([]);
    expect(await run()).toBe(0);
    const piece = (async function* () {
      yield zip;
    })();
    expect(await receivePiece(contextOf(db, faculty), spool(), { id, offset: "0" }, piece)).toMatchObject({
      failure: { code: "conflict" },
    });
    // Once more is no fault, and is written down once.
    expect(await cancel(faculty, id)).toMatchObject({ ok: true });
    expect(await db.prisma.auditEvent.count({ where: { action: "upload.cancel", subjectId: id } })).toBe(1);
  });

  test("while it is read ends its reading", async () => {
    const id = randomUUID();
    await send(db, spool(), faculty, await zipOf(base, await smallBundle()), { ...bundle, id });
    let ended = false;
    const never = ({ signal }: { signal: AbortSignal }) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => {
          ended = true;
          reject(new Error("stopped"));
        });
      });
    const running = runUploads(db, spool(), never, new AbortController().signal);
    await expect.poll(async () => (await viewOf(faculty, id)).status).toBe("running");
    expect(await cancel(director, id)).toMatchObject({ value: { status: "failed" } });
    expect([await running, ended]).toEqual([0, true]);
    expect(await viewOf(faculty, id)).toMatchObject({ status: "failed" });
  });

  test("is one’s own, or the institution’s to its overseers; what is read stays read", async () => {
    const id = randomUUID();
    await send(db, spool(), director, await zipOf(base, await smallBundle()), { ...bundle, id });
    const elsewhere = await makeInstitution(db);
    for (const stranger of [
      faculty,
      await makeUser(db, elsewhere, "director"),
      await makeUser(db, faculty.institutionId, "resident"),
    ]) {
      expect(await cancel(stranger, id)).toMatchObject({ failure: { code: "not-found" } });
    }
    await run();
    expect(await cancel(director, id)).toMatchObject({ failure: { code: "conflict" } });
    expect(await viewOf(director, id)).toMatchObject({ status: "done" });
  });
});

test("who sends a new dataset annotates it; into one that is there, nobody becomes an annotator", async () => {
  const duties = () => db.prisma.datasetDuty.findMany({ select: { userId: true, duty: true } });
  const frames = { kind: "frames" as const, fileName: "1.jpg", video: "OP 1" };
  const sendFrame = async (actor: User, name: string, x: number) => {
    const stream = streamOf({ [name]: await picture(x, 48) });
    await send(db, spool(), actor, stream, { ...frames, datasetName: "New", id: randomUUID() });
    expect(await run()).toBe(1);
  };
  await sendFrame(faculty, "000001.jpg", 64);
  expect(await duties()).toEqual([{ userId: faculty.id, duty: "annotator" }]);
  await sendFrame(director, "000002.jpg", 80);
  expect(await duties()).toEqual([{ userId: faculty.id, duty: "annotator" }]);
});

test("its annotators are told once of frames that another sends; where nobody annotates, who names somebody is", async () => {
  const frames = { kind: "frames" as const, fileName: "1.zip", video: "OP 1", datasetName: "New" };
  const sendFrames = async (actor: User, pictures: Record<string, Buffer>) => {
    await send(db, spool(), actor, streamOf(pictures), { ...frames, id: randomUUID() });
    await run();
  };
  const told = async () => {
    const notices = await db.prisma.notice.findMany({ orderBy: { createdAt: "asc" } });
    return notices.map(({ userId, text }) => [userId === faculty.id ? "faculty" : "director", text]);
  };
  const [first, second, third] = [await picture(64, 48), await picture(80, 48), await picture(96, 48)];
  await sendFrames(faculty, { "000001.jpg": first });
  expect(await told()).toEqual([]);
  await sendFrames(director, { "000001.jpg": first });
  expect(await told()).toEqual([]);
  await sendFrames(director, { "000002.jpg": second, "000003.jpg": third });
  expect(await told()).toEqual([["faculty", "2 new frames of New wait to be annotated."]]);
  await db.prisma.datasetDuty.deleteMany();
  await sendFrames(faculty, { "000004.jpg": await picture(112, 48) });
  expect((await told()).slice(1)).toEqual([
    ["director", "1 new frame of New waits to be annotated. Nobody has that duty."],
  ]);
});
