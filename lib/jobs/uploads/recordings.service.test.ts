import { randomUUID } from "node:crypto";
import { mkdtemp, readdir } from "node:fs/promises";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { User } from "@/lib/auth/actor";
import { testDatabase } from "@/lib/db/testing";
import { checkClip } from "@/lib/domain/clips/check-clip";
import { box, mp4Clip, webmClip } from "@/lib/domain/clips/testing";
import { picture, testFolder } from "@/lib/resgo/testing/bundle-files";
import { beginDraft } from "@/lib/services/authoring/begin-draft";
import { getAuthoringCase } from "@/lib/services/authoring/get-authoring-case";
import { giveDuty } from "@/lib/services/authoring/testing";
import { contextOf, makeInstitution, makeUser } from "@/lib/services/testing/factories";
import { beginUpload } from "@/lib/services/uploads/begin-upload";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { purgePicture } from "@/lib/services/withdrawals/purge-picture";
import { folderStorage } from "@/lib/storage/folder-storage";
import { folderSpool } from "@/lib/storage/upload-spool";
import { sweepPictures } from "../import/sweep-pictures";
import { takeBackImport } from "../import/take-back/take-back-import";
import { runUploads } from "./run-uploads";
import { readHere, recordingOf, send, streamOf } from "./testing";

const db = await testDatabase();
const base = await testFolder();
let storageFolder = "";
let director: User;
let faculty: User;

const recording = {
  ...{ kind: "recording" as const, datasetName: "New", fileName: "OP 1", video: "OP 1" },
  ...{ split: "test" as const, rate: 0.2 },
};
const pictures = await Promise.all(
  Array.from({ length: 30 }, (_, n) => picture(64, 48, `#${(n * 8 + 10).toString(16).padStart(2, "0")}2040`)),
);
const film = (data: string) => mp4Clip({ data });

beforeEach(async () => {
  await db.pool.query("TRUNCATE institution, frame, clip CASCADE");
  const institutionId = await makeInstitution(db);
  director = await makeUser(db, institutionId, "director");
  faculty = await makeUser(db, institutionId, "faculty");
  storageFolder = await mkdtemp(path.join(base, "storage-"));
});

const storage = () => folderStorage(storageFolder);
const spool = () => folderSpool(storageFolder);
const run = (signal = new AbortController().signal) =>
  runUploads(db, spool(), readHere(db, storage(), spool()), signal);

/** Sends something as faculty and has it read. */
async function take(stream: Buffer, upload: object = recording) {
  const id = randomUUID();
  await send(db, spool(), faculty, stream, { ...recording, ...upload, id });
  await run();
  const found = await getUpload(contextOf(db, faculty), spool(), id);
  if (!found.ok) throw new Error(found.failure.detail);
  return found.value;
}

/** Somebody else who annotates the dataset, and is told. */
async function makeAnnotator(): Promise<User> {
  const annotator = await makeUser(db, faculty.institutionId, "faculty");
  const dataset = await db.prisma.dataset.create({
    data: { institutionId: faculty.institutionId, name: "New" },
  });
  await giveDuty(db, dataset.id, "annotator", annotator);
  return annotator;
}

const casesNow = async () =>
  (
    await db.prisma.case.findMany({
      orderBy: { frameNumber: "asc" },
      include: { clip: true, currentVersion: true },
    })
  ).map(({ id, frameNumber, timeUs, clip, currentVersion, publication }) => ({
    ...{ id, frame: frameNumber, timeUs: timeUs === null ? null : Number(timeUs), publication },
    ...{ phase: currentVersion!.phase, clip: clip && { type: clip.type, sha256: clip.sha256 } },
  }));
const filesOfClips = async () =>
  (await readdir(path.join(storageFolder, "clips"), { recursive: true }).catch(() => []))
    .filter((name) => name.includes("."))
    .map((name) => path.basename(name));

test("what was kept of a recording becomes drafts with phase, time and the seconds before", async () => {
  const webm = webmClip();
  const annotator = await makeAnnotator();
  const { report } = await take(
    recordingOf([
      {
        frame: 3,
        timeUs: 15_000_007,
        phase: "B",
        picture: pictures[0]!,
        film: mp4Clip({ made: 4_000_000_000 }),
      },
      {
        frame: 17,
        picture: pictures[1]!,
        film: webm,
        clip: { type: "webm", bytes: webm.length, durationUs: 1e7 },
      },
      { frame: 90, picture: pictures[2]! },
    ]),
  );
  expect(report).toMatchObject({ new: 3, drafts: 3, refused: 0, problems: [] });
  const cases = await casesNow();
  expect(cases).toMatchObject([
    { frame: 3, timeUs: 15_000_007, phase: "B", clip: { type: "mp4" }, publication: "draft" },
    { frame: 17, timeUs: 85_000_000, phase: null, clip: { type: "webm" } },
    { frame: 90, timeUs: 450_000_000, phase: null, clip: null },
  ]);
  // Without the date at which it was made.
  const kept = await storage().readClip(cases[0]!.clip!.sha256, "mp4");
  expect(Buffer.concat(await kept!.body.toArray())).toEqual(Buffer.from(mp4Clip()));
  expect(await db.prisma.notice.count({ where: { userId: annotator.id } })).toBe(1);
});

test("the phase stands in the draft that the annotator opens", async () => {
  await take(recordingOf([{ phase: "C", picture: pictures[0]! }]));
  const [only] = await casesNow();
  const ctx = contextOf(db, faculty);
  expect(await beginDraft(ctx, only!.id)).toMatchObject({ ok: true });
  const opened = await getAuthoringCase(ctx, only!.id);
  expect(opened).toMatchObject({ value: { task: "annotate", draft: { phase: "C", boxes: [] } } });
});

test("a checker reads blind with the seconds before, and without the phase", async () => {
  await take(recordingOf([{ picture: pictures[0]!, phase: "C", film: film("0") }]));
  const [only] = await casesNow();
  const checker = await makeUser(db, faculty.institutionId, "faculty");
  const { id: datasetId } = await db.prisma.dataset.findFirstOrThrow();
  await giveDuty(db, datasetId, "checker", checker);
  const seen = await getAuthoringCase(contextOf(db, checker), only!.id);
  if (!seen.ok) throw new Error(seen.failure.detail);
  const version = only!.clip!.sha256.slice(0, 12);
  expect(seen.value).toMatchObject({
    ...{ withheld: true, draft: null, current: null, versions: [], timeUs: 0 },
    clipUrl: `/api/cases/${only!.id}/clip?v=${version}`,
  });
  expect(JSON.stringify(seen.value)).not.toContain('"C"');
  await db.prisma.frame.updateMany({ data: { removedAt: new Date(0), removedBecause: "A face" } });
  expect(await getAuthoringCase(contextOf(db, checker), only!.id)).toMatchObject({
    value: { clipUrl: null },
  });
});

test("a faulty clip is left out and told, and its frame comes in", async () => {
  const damaged = mp4Clip().subarray(0, 200);
  const named = mp4Clip({ inMovie: [box("udta", box("name", "Anna Example"))] });
  const { report } = await take(
    recordingOf([
      { picture: pictures[0]!, film: damaged },
      { picture: pictures[1]!, film: named },
      { picture: pictures[2]!, film: mp4Clip({ seconds: 3 }) },
      { picture: pictures[3]!, film: Buffer.alloc(1_100_000) },
      { picture: pictures[4]!, film: film("whole") },
      { picture: Buffer.from("no picture"), film: film("of no picture") },
    ]),
  );
  expect(report).toMatchObject({ new: 5, refused: 1 });
  expect(report!.problems.map(({ level, file }) => [level, file])).toEqual([
    ["error", "frame 5"],
    ...[0, 1, 2, 3].map((frame) => ["error", `the clip of frame ${frame}`]),
  ]);
  const said = report!.problems.map(({ message }) => message).join("\n");
  expect(said).toMatch(/frame 0 was left out, and its frame taken\. It is damaged/);
  expect(said).toMatch(/“name”/);
  expect(said).not.toContain("Anna");
  expect(said).toMatch(/not as long as it was said/);
  expect(said).toMatch(/too large/);
  expect((await casesNow()).map(({ clip }) => clip !== null)).toEqual([false, false, false, false, true]);
  expect(await filesOfClips()).toHaveLength(1);
});

test("sent again changes nothing, but that drafts are given what they lack", async () => {
  await take(streamOf({ "0.jpg": pictures[0]!, "1.jpg": pictures[1]! }), { ...recording, kind: "frames" });
  await db.prisma.case.updateMany({ where: { frameNumber: 1 }, data: { publication: "published" } });
  const frames = [
    { picture: pictures[0]!, film: film("0") },
    { picture: pictures[1]!, film: film("1") },
    { picture: pictures[2]!, film: film("2") },
  ];
  expect((await take(recordingOf(frames))).report).toMatchObject({ new: 1, changed: 1, unchanged: 1 });
  const before = await casesNow();
  expect(before).toMatchObject([
    { timeUs: 0, clip: { type: "mp4" } },
    { timeUs: null, clip: null },
    { timeUs: 10_000_000, clip: { type: "mp4" } },
  ]);
  // Encoded anew, clips are others: those that are there stay.
  const other = frames.map((frame, n) => ({ ...frame, film: film(`other ${n}`), phase: "D" as const }));
  expect((await take(recordingOf(other))).report).toMatchObject({ new: 0, changed: 0, unchanged: 3 });
  expect(await casesNow()).toEqual(before);
  const refused = await take(recordingOf([{ picture: pictures[3]!, film: film("3") }]));
  expect(refused.report).toMatchObject({ new: 0, refused: 1 });
});

test("taken back, its clips and times are gone too, and what it gave to other drafts", async () => {
  await take(streamOf({ "0.jpg": pictures[0]! }), { ...recording, kind: "frames" });
  const frames = [
    { picture: pictures[0]!, film: film("0") },
    { picture: pictures[1]!, film: film("1") },
  ];
  const { id } = await take(recordingOf(frames));
  expect(await filesOfClips()).toHaveLength(2);
  const undone = await takeBackImport(contextOf(db, director), storage(), id);
  expect(undone).toMatchObject({ ok: true, value: { removed: 1, restored: 1 } });
  expect(await casesNow()).toMatchObject([{ frame: 0, timeUs: null, clip: null }]);
  expect(await db.prisma.clip.count()).toBe(0);
  expect(await filesOfClips()).toEqual([]);
});

test("a clip that a later import replaced stays until that one can't be taken back any more", async () => {
  await take(recordingOf([{ picture: pictures[0]!, film: film("0") }]));
  const [only] = await casesNow();
  const first = await db.prisma.clip.findFirstOrThrow();
  const second = await db.prisma.clip.create({
    data: { sha256: "f".repeat(64), frameId: first.frameId, type: "mp4", bytes: 1 },
  });
  await db.prisma.case.update({ where: { id: only!.id }, data: { clipId: second.id } });
  const { id: importId } = await db.prisma.datasetImport.findFirstOrThrow();
  const before = { versionId: null, publication: "draft", timeUs: null, clipId: first.id };
  await db.prisma.importChange.updateMany({ where: { importId, kind: "case" }, data: { before } });
  await sweepPictures(db, storage());
  expect(await filesOfClips()).toHaveLength(1);
  await db.prisma.importChange.deleteMany();
  await sweepPictures(db, storage());
  expect(await filesOfClips()).toEqual([]);
  expect(await db.prisma.clip.findMany()).toMatchObject([{ id: second.id }]);
});

test("stopped in the middle leaves whole cases, and goes on with the rest", async () => {
  const frames = pictures.map((each, n) => ({ picture: each, film: film(String(n)), phase: "A" as const }));
  const id = randomUUID();
  await send(db, spool(), faculty, recordingOf(frames), { ...recording, id });
  const annotator = await makeAnnotator();
  const stopping = new AbortController();
  const stops: Parameters<typeof runUploads>[2] = (reading) =>
    readHere(
      db,
      storage(),
      spool(),
    )({
      ...reading,
      onProgress: (done, total) => {
        reading.onProgress(done, total);
        if (done === 20 && total === pictures.length) stopping.abort();
      },
    });
  await runUploads(db, spool(), stops, stopping.signal);
  const inventory = await storage().inventory();
  for (const { clip, timeUs, phase } of await casesNow()) {
    expect([timeUs !== null, phase, inventory.hasClip(clip!.sha256)]).toEqual([true, "A", true]);
  }
  await run();
  const cases = await casesNow();
  expect(cases).toHaveLength(pictures.length);
  expect(new Set(cases.map(({ clip }) => clip!.sha256)).size).toBe(pictures.length);
  expect(await spool().ids()).toEqual([]);
  expect(await db.prisma.notice.count({ where: { userId: annotator.id } })).toBe(1);
});

test("a picture that is removed takes along every clip that shows it, and they don't come back", async () => {
  const frames = [0, 1, 2, 3, 9].map((frame) => ({
    frame,
    picture: pictures[frame]!,
    film: film(String(frame)),
  }));
  await take(recordingOf(frames));
  const cases = await casesNow();
  // Another video has the file of a clip that goes: it shows the picture wherever it stands.
  await take(recordingOf([{ frame: 5, picture: pictures[20]!, film: film("2") }]), { video: "OP 2" });
  const second = cases[1]!;
  const purged = await purgePicture(contextOf(db, director), storage(), second.id, {
    reason: "A face",
    caseIds: [second.id],
  });
  expect(purged).toMatchObject({ ok: true, value: { cases: 1, erased: true } });
  // At 0 s, 5 s (the picture’s own), 10 s, 15 s and 45 s; each clip may be 15 s long.
  const removed = await db.prisma.clip.findMany({ where: { removedAt: { not: null } } });
  expect(removed.map(({ sha256 }) => sha256).sort()).toEqual(
    [1, 2, 2, 3].map((n) => shaOf(cases.find(({ frame }) => frame === n)!)).sort(),
  );
  expect((await filesOfClips()).sort()).toEqual(
    [0, 9].map((n) => `${shaOf(cases.find(({ frame }) => frame === n)!)}.mp4`).sort(),
  );
  const again = [
    { frame: 1, picture: pictures[1]!, film: film("1 again") },
    { frame: 4, picture: pictures[4]!, film: film("4") },
    { frame: 8, picture: pictures[8]!, film: film("8") },
    { frame: 12, picture: pictures[12]!, film: film("3") },
  ];
  const { report } = await take(recordingOf(again));
  expect(report).toMatchObject({ new: 3, refused: 1 });
  const said = report!.problems.filter(({ message }) => message.includes("its clip shows a picture"));
  expect(said.map(({ file }) => file)).toEqual([
    "the clip of frame 1",
    "the clip of frame 4",
    "the clip of frame 12",
  ]);
  const now = await casesNow();
  expect(now.filter(({ frame, clip }) => [4, 8, 12].includes(frame) && clip)).toMatchObject([{ frame: 8 }]);
});

const shaOf = ({ clip }: { readonly clip: { readonly sha256: string } | null }): string => clip!.sha256;

test("a manifest that isn't one is refused with a sentence, and nothing is made", async () => {
  const frame = { frame: 1, timeUs: 0, phase: null, bytes: pictures[0]!.length, clip: null };
  const sent = (frames: readonly object[]) =>
    Buffer.concat([Buffer.from(`${JSON.stringify({ frames })}\n`), ...frames.map(() => pictures[0]!)]);
  for (const stream of [
    Buffer.from("not a manifest"),
    sent([]),
    sent([frame, frame]),
    sent([frame, { ...frame, frame: 0 }]),
    sent([{ ...frame, frame: -1 }]),
    sent([{ ...frame, timeUs: 1.5 }]),
    sent([{ ...frame, phase: "E" }]),
    sent([{ ...frame, bytes: frame.bytes + 1 }]),
    sent([{ ...frame, clip: { type: "mp4", bytes: 10, durationUs: 1e9 } }]),
  ]) {
    expect((await take(stream)).error).toContain("not a list of frames");
  }
  expect(await db.prisma.dataset.count()).toBe(0);
  const odd = { ...recording, id: randomUUID(), bytes: 3, rate: 0 };
  expect(await beginUpload(contextOf(db, faculty), spool(), 1e9, odd)).toMatchObject({
    failure: { code: "invalid" },
  });
});

test("clips of tests are clips", () => {
  for (const clip of [film("a"), webmClip()]) expect(checkClip(clip)).toHaveProperty("clip");
});
