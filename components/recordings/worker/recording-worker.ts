import { makeFrames } from "./make-frames";
import type { Ask, Asks, FromWorker, ToWorker } from "./messages";
import { openRecording, type Recording } from "./open-recording";
import { sampleRecording } from "./sample-recording";
import { showPicture } from "./show-picture";
import { isUnreadable } from "./unreadable";

let file: File | null = null;
let recording: Recording | null = null;
const stopped = new Set<number>();

const tell = (message: FromWorker, transfer: Transferable[] = []): void =>
  (self as unknown as Worker).postMessage(message, transfer);

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.ask === "stop") stopped.add(data.ticket);
  else void answer(data);
});

async function answer(asked: Exclude<ToWorker, { ask: "stop" }>): Promise<void> {
  const { ticket } = asked;
  try {
    const answered = await work(asked, ticket);
    tell({ ticket, is: "answer", answer: answered }, answered instanceof ImageBitmap ? [answered] : []);
  } catch (error) {
    const unreadable = file !== null && (await isUnreadable(file));
    tell({ ticket, is: "failed", unreadable, message: String(error) });
  } finally {
    stopped.delete(ticket);
  }
}

async function work(asked: Exclude<ToWorker, { ask: "stop" }>, ticket: number): Promise<Asks[Ask]["answer"]> {
  const isStopped = (): boolean => stopped.has(ticket);
  const step = (what: unknown): void => tell({ ticket, is: "step", step: what });
  if (asked.ask === "open") {
    recording?.input.dispose();
    recording = null;
    file = asked.given.file;
    const answered = await openRecording(file);
    if ("refusal" in answered) return answered;
    recording = answered.recording;
    return { opened: recording.opened };
  }
  if (!recording) throw new Error("No recording is open.");
  if (asked.ask === "sample") {
    return { brokenUs: await sampleRecording(recording, asked.given, step, isStopped) };
  }
  if (asked.ask === "show") return showPicture(recording, asked.given);
  await makeFrames(recording, asked.given, step, isStopped);
  return null;
}
