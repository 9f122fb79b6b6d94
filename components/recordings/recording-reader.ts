import type { Ask, Asks, FromWorker, ToWorker } from "./worker/messages";

/** The file was changed, moved or deleted. */
export class UnreadableRecording extends Error {}

type Waiting = {
  readonly step: (step: unknown) => void;
  readonly answer: (answer: unknown) => void;
  readonly fail: (error: Error) => void;
};

/** Reads one recording, in a worker. */
export type RecordingReader = {
  /** @throws UnreadableRecording, or an Error where the recording can't be read on */
  ask<A extends Ask>(
    ask: A,
    given: Asks[A]["given"],
    options?: { readonly onStep?: (step: Asks[A]["step"]) => void; readonly signal?: AbortSignal },
  ): Promise<Asks[A]["answer"]>;
  close(): void;
};

export function recordingReader(): RecordingReader {
  const worker = new Worker(new URL("./worker/recording-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, Waiting>();
  let tickets = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
    const asked = waiting.get(data.ticket);
    if (!asked) return;
    if (data.is === "step") return asked.step(data.step);
    waiting.delete(data.ticket);
    if (data.is === "answer") asked.answer(data.answer);
    else asked.fail(data.unreadable ? new UnreadableRecording(data.message) : new Error(data.message));
  });
  // The script itself can't be had, or the browser ended it.
  worker.addEventListener("error", () => {
    for (const asked of waiting.values()) asked.fail(new Error("The worker has failed."));
    waiting.clear();
  });
  const send = (message: ToWorker): void => worker.postMessage(message);
  return {
    ask: (ask, given, { onStep, signal } = {}) =>
      new Promise((answer, fail) => {
        tickets += 1;
        const ticket = tickets;
        const step = (what: unknown): void => {
          if (!signal?.aborted) onStep?.(what as never);
        };
        waiting.set(ticket, { step, answer: (what) => answer(what as never), fail });
        signal?.addEventListener("abort", () => send({ ticket, ask: "stop" }), { once: true });
        send({ ticket, ask, given } as ToWorker);
      }),
    close: () => worker.terminate(),
  };
}
