import { ServerUnavailable } from "@/lib/vlm/errors";
import { prepareReader } from "@/lib/vlm/prepare-reader";
import type { Reader, ReaderOptions } from "@/lib/vlm/reading";
import { PredictError } from "./ledger";
import type { PredictOptions } from "./predict";
import { waitForServer } from "./wait-for-server";

/** How long a request is repeated; after that the job pauses, and says so. */
const AWAY_MS = 5_000;

/**
 * Finds out what a server takes. One that isn't there yet is waited for: a large model takes minutes to load.
 *
 * @returns null when the job is to stop
 * @throws PredictError when the server stays away; VlmError when it can't be used
 */
export async function meetReader(
  readerOptions: ReaderOptions,
  {
    stop,
    clock,
    patienceMs,
    onEvent,
  }: Pick<PredictOptions, "stop" | "clock" | "patienceMs"> & {
    readonly onEvent: (event: { kind: "away"; why: string; waitMs: number } | { kind: "back" }) => void;
  },
): Promise<Reader | null> {
  let reader: Reader | null = null;
  let why = "";
  const isThere = async (): Promise<boolean> => {
    try {
      reader = await prepareReader(readerOptions, stop, { awayMs: AWAY_MS });
      return true;
    } catch (cause) {
      if (stop.aborted) return true;
      if (!(cause instanceof ServerUnavailable)) throw cause;
      why = cause.message;
      return false;
    }
  };
  if (!(await isThere())) {
    const onWait = (waitMs: number): void => onEvent({ kind: "away", why, waitMs });
    if (!(await waitForServer(isThere, { patienceMs, signal: stop, clock, onWait })))
      throw new PredictError(why);
    if (reader) onEvent({ kind: "back" });
  }
  return reader;
}
