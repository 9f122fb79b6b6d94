import { z } from "zod";
import type { NewUpload } from "@/lib/domain/uploads/new-upload";
import { uploadViewSchema } from "@/lib/domain/uploads/views";
import { type Answer, ask } from "../request";

/** Smaller than the server takes: what is lost with a connection is little, and the progress is seen. */
const PIECE_BYTES = 2 * 1024 * 1024;
const PIECE_TIMEOUT_MS = 120_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

const pieceSchema = z.object({ received: z.number(), taken: z.boolean() });

type Sending = {
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
  const { signal, onProgress, onWaiting } = sending;
  let received: number | null = null;
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    const answer: Answer<{ received: number }> =
      received === null
        ? await ask("/api/uploads", { method: "POST", body: upload, signal }, uploadViewSchema)
        : await sendPiece(upload.id, content, received, signal);
    if ("value" in answer) {
      received = answer.value.received;
      wait = FIRST_WAIT_MS;
      onWaiting(false);
      onProgress(received);
      if (received >= content.size) return null;
    } else if (answer.status !== null) {
      return answer.problem;
    } else {
      onWaiting(true);
      await pause(wait, signal);
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
      // A piece that broke off counts as far as it came.
      received = null;
    }
  }
  return "It was stopped. Choose the same files again to go on.";
}

function sendPiece(id: string, content: Blob, offset: number, signal: AbortSignal) {
  const body = content.slice(offset, offset + PIECE_BYTES);
  const url = `/api/uploads/${id}/bytes?offset=${offset}`;
  return ask(url, { method: "PUT", body, signal, timeoutMs: PIECE_TIMEOUT_MS }, pieceSchema);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
