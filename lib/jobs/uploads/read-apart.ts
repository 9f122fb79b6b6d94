import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { constants, getPriority, setPriority } from "node:os";
import type { UploadReport } from "@/lib/domain/uploads/views";
import { t } from "@/lib/language/t";
import { StorageAwayError } from "@/lib/storage/frame-storage";
import { ImportError } from "../import/report";
import type { Claim } from "./claim-upload";
import type { ReadUpload } from "./run-uploads";

/** What the process that reads an upload is asked. */
export type Asked = { readonly claim: Claim; readonly now: string };

/** What it says: that it is alive and how far it has come, and at last how it ended. */
export type Said =
  | { readonly kind: "alive"; readonly done: number; readonly total: number }
  | { readonly kind: "read"; readonly report: UploadReport }
  | { readonly kind: "refused"; readonly sentence: string }
  | { readonly kind: "unreachable" }
  | { readonly kind: "away"; readonly sentence: string }
  | { readonly kind: "broken"; readonly stack: string };

/** How often it says that it is alive. A process that is busy with one file for long says nothing. */
export const ALIVE_MS = 500;
const LOOK_MS = 250;

type Limits = {
  /** Of the whole process, in MB. */
  readonly memoryMb: number;
  /** Without a word: one file keeps it busy. */
  readonly silentMs: number;
  /** In all. */
  readonly totalMs: number;
};

/** V8's heap may have most of the memory: where nothing tells how large the process is, it is the limit that holds. */
const HEAP_SHARE = 0.75;
/** How far it stands behind the process that answers requests. */
const NICENESS = 10;

/**
 * Reads uploads in a process of their own each, so that a file that is made to be hard to read holds nothing else up. Past
 * its limits the process is ended, and its upload refused with a sentence; what was read by then is stored.
 *
 * @param command what Node runs there: `calot read-upload`
 */
export function readApart(command: readonly string[], limits: Limits): ReadUpload {
  return ({ claim, now, signal, onProgress }) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const { memoryMb, silentMs, totalMs } = limits;
      const heap = `--max-old-space-size=${Math.floor(memoryMb * HEAP_SHARE)}`;
      const child = spawn(process.execPath, [heap, ...command], {
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      const began = performance.now();
      let heard = began;
      let last: Said | null = null;
      let ended: Error | null = null;
      const end = (why: Error): void => {
        ended ??= why;
        child.kill("SIGKILL");
      };
      const stop = (): void => end(new Error("stopped"));
      signal.addEventListener("abort", stop);
      const look = setInterval(async () => {
        const at = performance.now();
        if (at - heard > silentMs || at - began > totalMs) return end(tooLong());
        const used = child.pid === undefined ? null : await residentMb(child.pid);
        if (used !== null && used > memoryMb) end(tooMuch(memoryMb));
      }, LOOK_MS);
      child.on("message", (said: Said) => {
        heard = performance.now();
        if (said.kind === "alive") onProgress(said.done, said.total);
        else last = said;
      });
      const settle = (how: Error | null): void => {
        clearInterval(look);
        signal.removeEventListener("abort", stop);
        if (last?.kind === "read") resolve(last.report);
        else reject(how ?? ended ?? failureOf(last));
      };
      child.once("error", settle);
      // A heap that is full aborts; a machine without memory kills.
      child.once("exit", (code, killed) => {
        const starved = code === 134 || killed === "SIGABRT" || killed === "SIGKILL";
        settle(last === null && ended === null && starved ? tooMuch(memoryMb) : null);
      });
      child.once("spawn", () => {
        if (child.pid !== undefined) lower(child.pid);
        const asked: Asked = { claim, now: now.toISOString() };
        // Where it has died already, its exit says so.
        child.send(asked, () => {});
      });
    });
}

const tooMuch = (mb: number): Error =>
  new ImportError(
    t`Reading it took more than ${mb} MB of memory and was ended. What was read by then is stored. Send it in smaller parts.`,
  );

const tooLong = (): Error =>
  new ImportError(
    t`Reading it took too long and was ended. What was read by then is stored. Send it in smaller parts.`,
  );

function failureOf(said: Said | null): Error {
  if (said?.kind === "refused") return new ImportError(said.sentence);
  if (said?.kind === "unreachable") return new Error("Connection terminated where an upload was read");
  if (said?.kind === "away") return new StorageAwayError(said.sentence);
  if (said?.kind === "broken") return new Error(`an upload could not be read: ${said.stack}`);
  return new Error("the process that read an upload ended without a word");
}

function lower(pid: number): void {
  try {
    setPriority(pid, Math.min(getPriority() + NICENESS, constants.priority.PRIORITY_LOW));
  } catch {
    // It has ended, or the system doesn't let us: it is read all the same.
  }
}

/** What a process holds in memory; null where the system doesn't tell. */
async function residentMb(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kib === undefined ? null : (Number(kib) * 1024) / 1_000_000;
}
