import { createHash } from "node:crypto";
import PQueue from "p-queue";
import { type Look, lookAt } from "../look/look-at";
import { ChatError } from "./chat-error";

/** Looks kept: about 40 KiB each. */
const MOST_KEPT = 512;
const MOST_WAITING = 512;

/**
 * Looks at pictures, a number of them at once; at each only once as long as it is remembered, so that a second
 * question about a frame costs next to nothing.
 *
 * @returns a function that throws PictureError for what is no picture, and ChatError when too many wait
 */
export function startLooking(atOnce: number): (bytes: Uint8Array) => Promise<Look> {
  const queue = new PQueue({ concurrency: atOnce });
  const kept = new Map<string, Promise<Look>>();
  return (bytes) => {
    const key = createHash("sha256").update(bytes).digest("base64");
    const known = kept.get(key);
    if (known) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    if (queue.size >= MOST_WAITING) {
      return Promise.reject(new ChatError(503, "Too many pictures wait. Try again in a moment.", "busy"));
    }
    const look = queue.add(() => lookAt(bytes));
    kept.set(key, look);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    look.catch(() => kept.delete(key));
    return look;
  };
}
