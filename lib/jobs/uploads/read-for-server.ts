import { writeFile } from "node:fs/promises";
import type { Database } from "@/lib/db/client";
import { isUnreachable } from "@/lib/db/errors";
import { type FrameStorage, StorageAwayError } from "@/lib/storage/frame-storage";
import type { UploadSpool } from "@/lib/storage/upload-spool";
import { ALIVE_MS, type Asked, type Said } from "./read-apart";
import { readUpload, refusalOf } from "./read-upload";

/** The other side of `readApart`: reads the one upload that the process which started this one asks for. */
export async function readForServer(db: Database, storage: FrameStorage, spool: UploadSpool): Promise<void> {
  // Nobody waits for it any more: the next process that claims the upload goes on.
  process.once("disconnect", () => process.exit(1));
  // Where the machine has no memory left, this process goes before the server.
  await writeFile("/proc/self/oom_score_adj", "1000").catch(() => {});
  const { claim, now } = await new Promise<Asked>((resolve) => process.once("message", resolve));
  const progress = { done: 0, total: 0 };
  const alive = setInterval(() => say({ kind: "alive", ...progress }), ALIVE_MS);
  try {
    const report = await readUpload(db, storage, spool, {
      claim,
      now: new Date(now),
      signal: new AbortController().signal,
      onProgress: (done, total) => Object.assign(progress, { done, total }),
    });
    await say({ kind: "read", report });
  } catch (cause) {
    await say(failureOf(cause));
  } finally {
    clearInterval(alive);
  }
}

function failureOf(cause: unknown): Said {
  if (cause instanceof StorageAwayError) return { kind: "away", sentence: cause.message };
  const sentence = refusalOf(cause);
  if (sentence !== null) return { kind: "refused", sentence };
  if (isUnreachable(cause)) return { kind: "unreachable" };
  return { kind: "broken", stack: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) };
}

const say = (said: Said): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(said, () => resolve());
    else resolve();
  });
