import { setTimeout as sleep } from "node:timers/promises";
import type { Pulse } from "../../db/pulse";
import { t } from "../../language/t";
import type { FrameStorage } from "../../storage/frame-storage";

/** How long a share that hangs is waited for. */
const STORAGE_MS = 2_000;

/** @returns what keeps the server from answering requests, a sentence each; empty where nothing does */
export async function checkReadiness(pulse: Pulse, frames: FrameStorage): Promise<readonly string[]> {
  const [database, storage] = await Promise.all([whyNotDatabase(pulse), whyNotStorage(frames)]);
  return [database, storage].filter((problem) => problem !== null);
}

async function whyNotDatabase(pulse: Pulse): Promise<string | null> {
  try {
    if (!(await pulse.beats())) return t`The database can’t be reached.`;
    if (await pulse.isMigrated()) return null;
    return t`The database is older than this version of Calot: run “calot migrate”.`;
  } catch {
    return t`The database can’t be reached.`;
  }
}

let writing: Promise<string | null> | null = null;

async function whyNotStorage(frames: FrameStorage): Promise<string | null> {
  // Many at once are one question: whoever asks needs no account.
  writing ??= frames
    .check()
    .then(
      () => null,
      () => t`The place of the frames can’t be written to and read, or is full.`,
    )
    .finally(() => {
      writing = null;
    });
  const given = new AbortController();
  const late = sleep(STORAGE_MS, t`The place of the frames doesn’t answer.`, { signal: given.signal });
  const problem = await Promise.race([writing, late]);
  given.abort();
  return problem;
}
