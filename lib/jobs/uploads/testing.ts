import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { User } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { type FramesManifest, manifestHead } from "@/lib/domain/uploads/manifest";
import { type NewUpload, PIECE_LIMIT_BYTES } from "@/lib/domain/uploads/new-upload";
import type { RecordedFrame, RecordingManifest } from "@/lib/domain/uploads/recording-manifest";
import type { TestFiles } from "@/lib/resgo/testing/bundle-files";
import { contextOf } from "@/lib/services/testing/factories";
import { beginUpload } from "@/lib/services/uploads/begin-upload";
import { receivePiece } from "@/lib/services/uploads/receive-piece";
import type { FrameStorage } from "@/lib/storage/frame-storage";
import type { UploadSpool } from "@/lib/storage/upload-spool";
import { readUpload } from "./read-upload";
import type { ReadUpload } from "./run-uploads";

/** An archive of files by their paths; null leaves one out. */
export async function zipOf(base: string, files: NonNullable<TestFiles>): Promise<Buffer> {
  const file = path.join(await mkdtemp(path.join(base, "zip-")), "bundle.zip");
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    if (content !== null) zip.addBuffer(Buffer.from(content), name);
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return readFile(file);
}

/** Frames as a browser sends them. */
export function streamOf(frames: Readonly<Record<string, Uint8Array>>): Buffer {
  const manifest: FramesManifest = Object.entries(frames).map(([name, { length }]) => ({
    name,
    bytes: length,
  }));
  return Buffer.concat([Buffer.from(manifestHead(manifest)), ...Object.values(frames)]);
}

type SentFrame = Partial<RecordedFrame> & { readonly picture: Uint8Array; readonly film?: Uint8Array };

/** What was kept of a recording, as a browser sends it: a frame each five seconds, unless it is said otherwise. */
export function recordingOf(frames: readonly SentFrame[]): Buffer {
  const manifest: RecordingManifest = {
    frames: frames.map(({ picture, film, ...said }, index) => ({
      ...{ frame: index, timeUs: (said.frame ?? index) * 5_000_000, phase: null, bytes: picture.length },
      clip: film ? { type: "mp4", bytes: film.length, durationUs: 10_000_000 } : null,
      ...said,
    })),
  };
  const files = frames.flatMap(({ picture, film }) => [picture, ...(film ? [film] : [])]);
  return Buffer.concat([Buffer.from(manifestHead(manifest)), ...files]);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Reads uploads in this process, as the one that is started for it does. */
export const readHere =
  (db: Database, storage: FrameStorage, spool: UploadSpool): ReadUpload =>
  (reading) =>
    readUpload(db, storage, spool, reading);

/** Announces and sends an upload whole, as somebody. */
export async function send(
  db: Database,
  spool: UploadSpool,
  actor: User,
  bytes: Buffer,
  upload: Partial<NewUpload> & { readonly id: string },
): Promise<void> {
  const ctx = contextOf(db, actor);
  const begun = await beginUpload(ctx, spool, 1e9, {
    fileName: "a.zip",
    bytes: bytes.length,
    ...upload,
  } as NewUpload);
  if (!begun.ok) throw new Error(begun.failure.detail);
  for (let offset = 0; offset < bytes.length; ) {
    const piece = bytes.subarray(offset, offset + PIECE_LIMIT_BYTES);
    const taken = await receivePiece(ctx, spool, { id: upload.id, offset: String(offset) }, once(piece));
    if (!taken.ok) throw new Error(taken.failure.detail);
    offset = taken.value.received;
  }
}

/** Every file below a folder, by its path in it. */
export async function filesOf(folder: string): Promise<Record<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [path.relative(folder, file), await readFile(file)] as const),
    ),
  );
}
