import { uploads } from "@/lib/contract/uploads";
import type { NewUpload } from "@/lib/domain/uploads/new-upload";
import { t } from "@/lib/language/t";
import { pause, waitAfter } from "../../client/backoff";
import { type Answer, call } from "../../client/call";
import { unreadableFile } from "./unreadable-file";

/** Smaller than the server takes: what is lost with a connection is little, and the progress is seen. */
const PIECE_BYTES = 2 * 1024 * 1024;
const PIECE_TIMEOUT_MS = 120_000;
const UNREADABLE = t`A file was changed, moved or deleted after it was chosen, and can’t be read any more. Choose the files again.`;

type Sending = {
  /** What the content is made of. */
  readonly files: readonly File[];
  readonly signal: AbortSignal;
  readonly onProgress: (received: number) => void;
  /** Calot can't be reached, or can again: it goes on by itself. */
  readonly onWaiting: (waiting: boolean) => void;
};

/**
 * Sends an upload piece by piece. A lost connection is waited for, and the server says where to go on.
 *
 * @returns null once all of it has arrived, or a sentence that says why it can't be taken
 */
export async function sendUpload(upload: NewUpload, content: Blob, sending: Sending): Promise<string | null> {
  const { files, signal, onProgress, onWaiting } = sending;
  const unreadable = await unreadableFile(files);
  if (unreadable) return unreadable;
  let received: number | null = null;
  let failures = 0;
  while (!signal.aborted) {
    // Read before it is sent: a file that can't be read is no lost connection.
    const piece: Blob | null = received === null ? null : await readPiece(content, received);
    if (received !== null && piece === null) return (await unreadableFile(files)) ?? UNREADABLE;
    const answer: Answer<{ received: number }> =
      received === null || piece === null
        ? await call(uploads.begin, { body: upload }, { signal })
        : await sendPiece(upload.id, piece, received, signal);
    if ("value" in answer) {
      received = answer.value.received;
      failures = 0;
      onWaiting(false);
      onProgress(received);
      if (received >= content.size) return null;
    } else if (answer.why === "unreachable") {
      onWaiting(true);
      failures += 1;
      await pause(waitAfter(failures, answer.afterMs, Math.random()), signal);
      // A piece that broke off counts as far as it came.
      received = null;
    } else if (answer.why !== "stopped") {
      return answer.problem;
    }
  }
  return t`It was stopped. Choose the same files again to go on.`;
}

async function readPiece(content: Blob, offset: number): Promise<Blob | null> {
  try {
    return new Blob([await content.slice(offset, offset + PIECE_BYTES).arrayBuffer()]);
  } catch {
    return null;
  }
}

function sendPiece(id: string, body: Blob, offset: number, signal: AbortSignal) {
  const given = { params: { id }, query: { offset: String(offset) }, body };
  return call(uploads.piece, given, { signal, timeoutMs: PIECE_TIMEOUT_MS });
}
