import { write } from "node:fs";
import { promisify } from "node:util";
import { ADDRESS_HEADER } from "../auth/address";
import type { Watcher } from "./see-requests";

/** As much is kept until it is written, and no longer than this. */
const BUFFER_CHARACTERS = 4096;
const FLUSH_MS = 1_000;
/** Where whoever reads it is slow, no more than this is kept for later; then lines are left out. */
const MOST_KEPT_CHARACTERS = 1_000_000;
/** The longest that a process which ends waits for its last lines to be taken. */
const END_WITHIN_MS = 2_000;

type AccessLog = Watcher & { close(): Promise<void> };

/**
 * A line of JSON for each request, on the standard output. It names the person by their id alone, and of the address
 * the route alone: what stands in its place may be a secret.
 *
 * @param fd where it is written
 */
export function openAccessLog(fd = 1): AccessLog {
  const lines = bufferedLines(fd);
  return {
    begin: (_method, _route, request) => ({
      end({ at, id, method, route, status, ms, bytes, personId }) {
        const address = request.headers[ADDRESS_HEADER] ?? request.socket.remoteAddress;
        lines.add(
          JSON.stringify({
            time: at.toISOString(),
            request: id,
            method,
            route,
            status,
            ms: Math.round(ms * 10) / 10,
            bytes,
            person: personId,
            address,
          }),
        );
      },
    }),
    close: lines.close,
  };
}

/** Writes lines many at once. What can't be written (a full disk, nobody who reads) is left out: people are answered all the same. */
function bufferedLines(fd: number) {
  let kept = "";
  let writing: Promise<void> | null = null;
  const flush = (): Promise<void> => {
    if (kept === "") return writing ?? Promise.resolve();
    writing ??= writeAll(fd, takeAll())
      .catch(() => {})
      .finally(() => {
        writing = null;
      });
    return writing;
  };
  const takeAll = (): Buffer => {
    const bytes = Buffer.from(kept);
    kept = "";
    return bytes;
  };
  const timer = setInterval(flush, FLUSH_MS).unref();
  return {
    add(line: string): void {
      if (kept.length > MOST_KEPT_CHARACTERS) return;
      kept += `${line}\n`;
      if (kept.length >= BUFFER_CHARACTERS) void flush();
    },
    async close(): Promise<void> {
      clearInterval(timer);
      const late = new Promise((resolve) => setTimeout(resolve, END_WITHIN_MS).unref());
      // What is under way first, and then what came meanwhile.
      await Promise.race([flush().then(flush), late]);
    },
  };
}

async function writeAll(fd: number, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    try {
      const { bytesWritten } = await promisify(write)(fd, bytes, at);
      at += bytesWritten;
    } catch (error) {
      // A pipe that is full for now.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      await new Promise((later) => setTimeout(later, 20));
    }
  }
}
